import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { startAutomations, textOf } from '#tests/support/automations-app.ts'
import { startRecordingServer } from '#tests/support/recording-server.ts'

const app = await startAutomations()
const recorded = () =>
  app
    .rows<{ step: string }>("SELECT step FROM automations.task WHERE kind = 'call' AND recorded ORDER BY step")
    .then((rows) => rows.map((row) => row.step))
const seen: string[][] = []
const server = await startRecordingServer(async () => seen.push(await recorded()))
after(() => server.close())

test('what a run only read is stored before it does anything with it, and the rest at its end', async () => {
  const read = (id: string) => `- { id: ${id}, uses: settings.list }`
  const write = `- { id: c, uses: http, with: { method: post, url: '${server.address}/' } }`
  const run = await app.carryOut(textOf('reads', [read('a'), read('b'), write, read('d')].join('\n')))
  assert.equal(run.state, 'done')
  assert.deepEqual(seen, [['a', 'b']])
  assert.deepEqual(await recorded(), ['a', 'b', 'c', 'd'])
})
