import assert from 'node:assert/strict'
import { test } from 'node:test'
import { contract as identity } from '#systems/identity/contract.ts'
import { serveApp } from '#tests/support/served-app.ts'
import { histogramSamples } from './histogram.ts'
import { RequestTally } from './request-tally.ts'

const app = await serveApp()
const authorization = `Bearer ${app.token}`

test('requests are counted by operation and status, whatever their address', async () => {
  for (const name of ['a', 'b'])
    await fetch(`${app.address}/api/v1/probe/${name}`, { method: 'DELETE', headers: { authorization, 'optimus-confirm': 'yes' } })
  await fetch(`${app.address}/api/v1/probe`)
  await fetch(`${app.address}/made-up/${Math.random()}`)
  const text = await read()
  assert.equal(valueOf(text, 'optimus_request_duration_seconds_count{operation="probe.wipe",status="200"}'), 2)
  assert.equal(valueOf(text, 'optimus_request_duration_seconds_count{operation="probe.list",status="401"}'), 1)
  assert.equal(valueOf(text, 'optimus_request_duration_seconds_bucket{operation="probe.wipe",status="200",le="+Inf"}'), 2)
  assert.ok(!text.includes('made-up'))
})

test('the outbox, runs, the pool and the process are shown', async () => {
  const text = await read()
  assert.equal(valueOf(text, 'optimus_database_up'), 1)
  assert.equal(valueOf(text, 'optimus_runs{state="failed"}'), 0)
  assert.ok(valueOf(text, 'optimus_outbox_lag_seconds') >= 0)
  assert.ok(valueOf(text, 'optimus_database_connections{state="idle"}') >= 0)
  assert.ok(valueOf(text, 'process_resident_memory_bytes') > 1e6)
})

test('what comes through a proxy needs the right metrics:read', async () => {
  const through = { 'x-forwarded-for': '203.0.113.9' }
  const status = async (headers: Record<string, string>) => (await fetch(`${app.address}/metrics`, { headers })).status
  assert.equal(await status(through), 401)
  const keyWith = async (permission: string) =>
    (await app.call(identity.createKey, { name: permission, permissions: [permission] }, { as: app.owner })).key
  assert.equal(await status({ ...through, authorization: `Bearer ${await keyWith('probe:read')}` }), 403)
  assert.equal(await status({ ...through, authorization: `Bearer ${await keyWith('metrics:read')}` }), 200)
})

test('a histogram adds up from its smallest bound to all', () => {
  const tally = new RequestTally()
  for (const seconds of [0.0005, 0.02, 0.02, 99]) tally.add('a.b', 200, seconds)
  const samples = histogramSamples('t', tally.rows())
  const bucket = (le: string) => samples.find((sample) => sample.labels['le'] === le)!.value
  assert.deepEqual([bucket('0.001'), bucket('0.01'), bucket('0.025'), bucket('30'), bucket('+Inf')], [1, 1, 3, 3, 4])
  assert.ok(Math.abs(samples.at(-2)!.value - 99.0405) < 1e-9)
})

async function read(): Promise<string> {
  return (await fetch(`${app.address}/metrics`)).text()
}

function valueOf(text: string, series: string): number {
  const line = text.split('\n').find((one) => one.startsWith(`${series} `))
  assert.ok(line, `${series} is there`)
  return Number(line.slice(series.length))
}
