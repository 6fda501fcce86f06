/**
 * How long after the last counted ballot the council's answer is ready: thirteen minds on fake model servers that answer
 * at once, and the same with four of them that never answer. Both moments are Postgres's own clock.
 * Run: node --import ./bin/bootstrap/tsx-hooks.mjs --test bench/council/ready.ts
 */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { mindIn, startCouncil, yesNoOf } from '#tests/support/council-app.ts'
import { hang } from '#tests/support/model-servers/reply.ts'

const questions = Number(process.env['OPTIMUS_BENCH_ROUNDS'] ?? 15)
const goalMilliseconds = 150
const silent = new Set(['strategist', 'pragmatist', 'innovator', 'guardian'])

const app = await startCouncil((asked) => (asked.text.includes('Four hang') && silent.has(mindIn(asked)) ? hang : yesNoOf(asked, 0.9)), {
  minds: 13,
  providers: 3,
})

test(`the answer is ready ${goalMilliseconds} ms after the last counted ballot, in ${questions} questions`, async (t) => {
  for (let index = 0; index < questions; index += 1) await app.ask({ text: `All answer, ${index}?`, type: 'yes-no' })
  await app.ask({ text: 'Four hang, what now?', type: 'yes-no', deadlineSeconds: 20 })
  const rows = await app.rows<{ milliseconds: number }>(
    `SELECT extract(epoch FROM a.ready_at - max(b.sealed_at))::float * 1000 AS milliseconds
     FROM council.answer a JOIN council.ballot b ON b.question = a.question AND b.round IN ('ballot', 'crux') GROUP BY a.question, a.ready_at`,
  )
  const times = rows.map((row) => row.milliseconds).sort((left, right) => left - right)
  const [median, slowest] = [times[Math.floor(times.length / 2)]!, times.at(-1)!]
  t.diagnostic(`median ${median.toFixed(0)} ms, slowest ${slowest.toFixed(0)} ms of ${times.length}`)
  assert.ok(median <= goalMilliseconds, `${median} ms`)
})
