import assert from 'node:assert/strict'
import { test } from 'node:test'
import { has, rightsOf, toggleRight, toggleSystem } from './permission-choice.ts'

const all = rightsOf([
  { permission: 'runs:read', summary: 'List runs' },
  { permission: 'projects:write', summary: 'Rename' },
  { permission: 'projects:read', summary: 'List' },
  { permission: 'projects:read', summary: 'Show' },
  { permission: 'signed-in', summary: 'Sign out' },
  { permission: 'public', summary: 'Sign in' },
])

test('rights stand by system, with what they are good for', () => {
  assert.deepEqual(
    all.map(({ system, rights }) => [system, rights.map(({ permission }) => permission)]),
    [
      ['projects', ['projects:read', 'projects:write']],
      ['runs', ['runs:read']],
    ],
  )
  assert.deepEqual(all[0]!.rights[0]!.summaries, ['List', 'Show'])
})

test('a system is chosen as a whole and taken back as a whole', () => {
  const [projects] = all
  const whole = toggleSystem(['projects:read'], projects!, all)
  assert.deepEqual(whole, ['projects:*'])
  assert.equal(has(whole, 'projects:write'), true)
  assert.deepEqual(toggleSystem(whole, projects!, all), [])
  assert.deepEqual(toggleSystem(['*'], projects!, all), ['runs:*'])
})

test('one right taken out of a whole leaves the others by name', () => {
  assert.deepEqual(toggleRight(['projects:*'], 'projects:write', all), ['projects:read'])
  assert.deepEqual(toggleRight(['*'], 'projects:write', all), ['runs:*', 'projects:read'])
  assert.deepEqual(toggleRight([], 'runs:read', all), ['runs:read'])
  assert.deepEqual(toggleRight(['runs:read'], 'runs:read', all), [])
})
