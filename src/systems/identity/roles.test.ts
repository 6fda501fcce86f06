import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Actor } from '#kernel/actor.ts'
import { beyondOwn, grantsOf, narrow, permissionsOf } from './roles.ts'

const catalogue = permissionsOf(
  new Map(
    (
      [
        ['projects:read', 'read'],
        ['projects:write', 'write'],
        ['settings:read', 'read'],
        ['identity:people', 'danger'],
      ] as const
    ).map(([permission, effect]) => [permission, { declaration: { permission, effect } }]),
  ),
)
const access = (role: string, permissions: string[] | null = null) => ({ role, permissions, projects: null })

test('an unknown role and a role without permissions give nothing', () => {
  assert.deepEqual(grantsOf(access('whatever'), catalogue), [])
  assert.deepEqual(grantsOf(access('guest', ['*']), catalogue), [])
})

test('a key keeps the smaller of what it lists and what its owner has, in both directions', () => {
  const owner = grantsOf(access('member'), catalogue)
  assert.deepEqual(
    narrow(owner, ['*'], null).map((grant) => grant.permission),
    ['projects:read', 'projects:write'],
  )
  assert.deepEqual(narrow(owner, ['settings:read'], null), [])
  assert.deepEqual(narrow([{ permission: '*', projects: new Set(['a', 'b']) }], ['projects:read'], ['b', 'c']), [
    { permission: 'projects:read', projects: new Set(['b']) },
  ])
})

test('rights held in one project are not handed on for all', () => {
  const actor: Actor = { kind: 'person', id: '', person: '', name: '', grants: [{ permission: 'projects:*', projects: new Set(['a']) }] }
  assert.deepEqual(beyondOwn(actor, ['projects:read'], 'a'), [])
  assert.deepEqual(beyondOwn(actor, ['projects:read'], 'b'), ['projects:read'])
  assert.deepEqual(beyondOwn(actor, ['projects:read', '*'], null), ['projects:read', '*'])
})
