import assert from 'node:assert/strict'
import { test } from 'node:test'
import { startAutomations, textOf } from '#tests/support/automations-app.ts'
import { until } from '#tests/support/until.ts'
import { contract } from '../contract.ts'

const app = await startAutomations()
const hour = 3_600_000

interface Waiting {
  id: string
  wake_at: Date
}

test('who waits for a rate looks again when it can be their turn, and somebody always looks first', async () => {
  await app.save(textOf('rated', '- { id: pass, queue: { name: rated, rate: { limit: 2, per: 1h } }, uses: set, with: { a: 1 } }'))
  const runs: string[] = []
  for (let number = 0; number < 7; number += 1) runs.push((await app.call(contract.start, { automation: 'rated' })).run)
  const waiting = () =>
    app.rows<Waiting>("SELECT id, wake_at FROM automations.run WHERE state = 'waiting' AND wake_at IS NOT NULL ORDER BY wake_at, number")
  const aside = async (many: number) => (await waiting()).length === many
  await until('two have passed and the others wait', () => aside(5), 60)
  const hours = (rows: readonly Waiting[]): number[] => rows.map(({ wake_at }) => Math.ceil((wake_at.getTime() - Date.now()) / hour))
  const first = await waiting()
  assert.deepEqual(hours(first), [1, 1, 2, 2, 3])
  for (const { id } of first.slice(0, 2)) await app.call(contract.cancelRun, { run: id })
  for (const { id } of first.slice(0, 2)) await app.ended(id)
  await until('the next one looks first', async () => hours(await waiting())[0] === 1, 60)
})
