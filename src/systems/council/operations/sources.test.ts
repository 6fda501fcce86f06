import assert from 'node:assert/strict'
import { test } from 'node:test'
import { somebody, startApp } from '#tests/support/app.ts'
import { models } from '#systems/models/system.ts'
import { projects } from '#systems/projects/system.ts'
import { contract } from '../contract.ts'
import { council } from '../system.ts'

test('it is listed what the council reads, what it may not read for you, and what is not installed', async () => {
  const app = await startApp({ systems: [projects, models, council] })
  const as = somebody(['council:read'])
  const { items } = await app.call(contract.sources, {}, { as })
  assert.deepEqual(items.find((one) => one.id === 'commits')!.words, ['history', 'people'])
  const stateOf = (operation: string) => items.find((one) => one.operation === operation)!.state
  assert.deepEqual(
    [stateOf('council.journal'), stateOf('projects.list'), stateOf('calendar.list')],
    ['readable', 'no right', 'not installed'],
  )
})
