import assert from 'node:assert/strict'
import { test } from 'node:test'
import { anonymous, covers, may, program, reach, type Actor } from './actor.ts'

const here = 'here'
const there = 'there'

function holding(...grants: Actor['grants']): Actor {
  return { ...anonymous, kind: 'person', grants }
}

test('a pattern covers its own permission, all of its system, or everything', () => {
  assert.equal(covers('projects:read', 'projects:read'), true)
  assert.equal(covers('projects:*', 'projects:read'), true)
  assert.equal(covers('*', 'projects:read'), true)
  assert.equal(covers('projects:read', 'projects:write'), false)
  assert.equal(covers('project:*', 'projects:read'), false)
})

test('nobody may do anything, the program everything', () => {
  assert.equal(may(anonymous, 'projects:read'), false)
  assert.equal(may(program, 'projects:read', here), true)
})

test('grants over some projects add up, and one over all of them wins', () => {
  const some = holding({ permission: 'projects:read', projects: new Set([here]) }, { permission: 'projects:*', projects: new Set([there]) })
  assert.deepEqual(reach(some, 'projects:read'), new Set([here, there]))
  assert.equal(may(some, 'projects:write', here), false)
  assert.equal(may(some, 'projects:write', there), true)
  assert.equal(may(some, 'projects:write'), true, 'somewhere')
  assert.equal(reach(holding(...some.grants, { permission: '*', projects: 'all' }), 'projects:read'), 'all')
})
