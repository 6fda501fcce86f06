import assert from 'node:assert/strict'
import { test } from 'node:test'
import { assignModels } from './assign-models.ts'

const models = [
  { model: 'a/one', provider: 'a' },
  { model: 'a/two', provider: 'a' },
  { model: 'b/one', provider: 'b' },
]
const minds = ['strategist', 'pragmatist', 'innovator', 'guardian'].map((id) => ({ id, model: null }))

test('minds take turns over the providers first, and over the models of one second', () => {
  assert.deepEqual(
    [...assignModels(minds, models)].map(([id, { model }]) => [id, model]),
    [
      ['strategist', 'a/one'],
      ['pragmatist', 'b/one'],
      ['innovator', 'a/two'],
      ['guardian', 'b/one'],
    ],
  )
})

test('a mind with a model of its own takes no turn, and stays silent when that model is not to be had', () => {
  const named = [{ id: 'scholar', model: 'b/one' }, { id: 'mentor', model: 'gone/one' }, ...minds.slice(0, 1)]
  const assigned = assignModels(named, models)
  assert.deepEqual(
    [assigned.get('scholar')?.model, assigned.get('mentor'), assigned.get('strategist')?.model],
    ['b/one', undefined, 'a/one'],
  )
})

test('without a model nobody speaks', () => {
  assert.equal(assignModels(minds, []).size, 0)
})
