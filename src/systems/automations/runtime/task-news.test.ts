import assert from 'node:assert/strict'
import { test } from 'node:test'
import { startAutomations, textOf } from '#tests/support/automations-app.ts'
import { until } from '#tests/support/until.ts'
import { contract } from '../contract.ts'

const app = await startAutomations()
const told = () =>
  app.rows<{ type: string; content: { data: { workflow: string; step: string | null; task: string; error?: { status: number } } } }>(
    "SELECT type, content FROM automations.event WHERE type LIKE 'io.serverlessworkflow.%' ORDER BY position",
  )
const works = textOf(
  'works',
  '- { id: first, uses: set, with: { a: 1 } }\n- { id: rest, uses: wait, with: { for: 2s } }\n- { id: fails, uses: raise, with: { type: my.error, status: 418 } }',
)
const hears = (name: string, type: string, more = '') =>
  textOf(name, '- { id: note, uses: set, with: { b: 1 } }', `on:\n  - event: { type: io.serverlessworkflow.${type}.v1${more} }\n`)

test('what nobody listens for is not stored', async () => {
  await app.save(works)
  const { run } = await app.call(contract.start, { automation: 'works' })
  assert.equal((await app.ended(run)).state, 'failed')
  assert.deepEqual(await told(), [])
})

test('who listens hears of each task what the DSL names, and of nothing else', async () => {
  for (const type of ['started', 'completed', 'suspended', 'resumed', 'faulted']) {
    await app.save(hears(`hears-${type}`, `task.${type}`, `, if: '.data.workflow == "works"'`))
  }
  // A node hears within a second that somebody wants news.
  const seen = await until(
    'all kinds of news came',
    async () => {
      await app.ended((await app.call(contract.start, { automation: 'works' })).run)
      const news = (await told()).filter(({ content }) => content.data.workflow === 'works')
      return new Set(news.map(({ type }) => type)).size === 5 && news
    },
    90,
  )
  const of = (type: string) =>
    seen.filter((one) => one.type === `io.serverlessworkflow.task.${type}.v1`).map(({ content }) => content.data.step)
  assert.ok(of('started').includes('first') && of('completed').includes('first'))
  assert.ok(of('suspended').every((step) => step === 'rest') && of('resumed').every((step) => step === 'rest'))
  assert.ok(of('faulted').includes('fails'))
  const fault = seen.find(({ type, content }) => type.includes('faulted') && content.data.step === 'fails')
  assert.equal(fault!.content.data.error!.status, 418)
  await until(
    'they started automations',
    async () => (await app.call(contract.listRuns, { limit: 50, text: 'hears-completed' })).items.length > 0,
    60,
  )
})

test('automations that hear of tasks are not heard of themselves: they cannot start each other', async () => {
  const before = (await told()).length
  await app.save(hears('circle', 'task.started'))
  await app.ended((await app.call(contract.start, { automation: 'works' })).run)
  await until(
    'the circle was started and ended',
    async () => {
      const { items } = await app.call(contract.listRuns, { limit: 50, text: 'circle' })
      return items.length > 0 && items.every(({ state }) => state === 'done')
    },
    90,
  )
  const news = (await told()).slice(before)
  assert.ok(news.every(({ content }) => content.data.workflow === 'works'))
})
