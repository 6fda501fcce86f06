import assert from 'node:assert/strict'
import { test } from 'node:test'
import { startAutomations, textOf } from '#tests/support/automations-app.ts'
import { until } from '#tests/support/until.ts'
import { contract } from '../contract.ts'

const app = await startAutomations()

const why = (run: string, code: string) =>
  until(
    `the run waits as ${code}`,
    async () => {
      const { reasons, sentence } = await app.call(contract.explainRun, { run })
      return reasons[0]?.code === code && { ...reasons[0], all: sentence }
    },
    60,
  )
const begin = async (text: string) => {
  const { name } = await app.save(text)
  return (await app.call(contract.start, { automation: name })).run
}

test('a run says for what it waits, and until when', async () => {
  const asleep = await begin(textOf('asleep', '- { id: nap, uses: wait, with: { for: 1h } }'))
  const nap = await why(asleep, 'sleeping')
  assert.match(nap.sentence, /^It sleeps until /)
  assert.ok(Date.parse(nap.until!) > Date.now())
  const listening = await begin(textOf('listening', '- { id: hear, uses: listen, with: { event: { type: never.comes } } }'))
  assert.equal((await why(listening, 'event')).sentence, 'It waits for the event never.comes.')
})

test('a run that waits for a place says who has it', async () => {
  const queued = (name: string) => textOf(name, '- { id: hold, queue: { name: narrow, limit: 1 }, uses: wait, with: { for: 1h } }')
  const holder = await begin(queued('holder'))
  await why(holder, 'sleeping')
  const waiter = await begin(queued('waiter'))
  const reason = await why(waiter, 'limit')
  assert.deepEqual(
    reason.holders.map((one) => one.run),
    [holder],
  )
  assert.match(reason.sentence, /It waits for a place in the queue "narrow": #\d+ holder has the place\./)
  await app.call(contract.cancelRun, { run: holder })
  await why(waiter, 'sleeping')
})

test('a run that has ended says how', async () => {
  const run = await app.carryOut(textOf('done', '- { id: a, uses: set, with: { b: 1 } }'))
  assert.equal((await app.call(contract.explainRun, { run: run.id })).sentence, 'It is done.')
})
