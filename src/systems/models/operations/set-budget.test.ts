import assert from 'node:assert/strict'
import { test } from 'node:test'
import { newId } from '#kernel/ids.ts'
import { defineSystem } from '#kernel/system.ts'
import { somebody, startApp } from '#tests/support/app.ts'
import { contract } from '../contract.ts'
import { models } from '../system.ts'

/** Stands for the system that knows projects. */
const places = defineSystem({
  id: 'places',
  summary: 'Projects of a test',
  needs: [],
  contract: {},
  operations: [],
  resolveProject: (_ctx, id) => Promise.resolve(id),
})
const app = await startApp({ systems: [places, models] })

test('a budget is set and set again, for everything, each project, one project and each session', async () => {
  const project = newId()
  const set = (input: object) => app.call(contract.setBudget, { scope: 'everything', period: 'day', limitMicros: 1_000_000, ...input })
  const first = await set({})
  const again = await set({ limitMicros: 2_000_000 })
  assert.deepEqual([again.id, again.limitMicros, again.usedMicros, again.version], [first.id, 2_000_000, 0, first.version + 1])
  const each = await set({ scope: 'project', period: 'month' })
  const one = await set({ scope: 'project', period: 'month', project })
  assert.notEqual(each.id, one.id)
  assert.deepEqual([each.usedMicros, one.usedMicros, one.project], [null, 0, project])
  await set({ scope: 'session', period: 'session' })
  const { items } = await app.call(contract.listBudgets, {})
  assert.deepEqual(
    items.map((row) => [row.scope, row.period, row.project]),
    [
      ['everything', 'day', null],
      ['project', 'month', null],
      ['project', 'month', project],
      ['session', 'session', null],
    ],
  )
})

test('scopes and periods that do not belong together are refused, and members cannot raise a budget', async () => {
  const refused = (input: object, how = {}) =>
    app.refused(contract.setBudget, { scope: 'everything', period: 'day', limitMicros: 1, ...input }, how)
  assert.equal(await refused({ period: 'session' }), 'models.bad_budget')
  assert.equal(await refused({ scope: 'session' }), 'models.bad_budget')
  assert.equal(await refused({ project: newId() }), 'models.bad_budget')
  assert.equal(await refused({ limitMicros: -1 }), 'kernel.invalid_input')
  assert.equal(await refused({}, { as: somebody(['models:read', 'models:use']) }), 'kernel.forbidden')
})
