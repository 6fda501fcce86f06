import assert from 'node:assert/strict'
import { once } from 'node:events'
import { afterEach, beforeEach, test } from 'node:test'
import type { AddressInfo } from 'node:net'
import { WebSocketServer, type WebSocket as Socket } from 'ws'
import { LiveConnection, type LiveState } from './connection.ts'
import type { LiveEvent } from './topics.ts'

let server: WebSocketServer
let connection: LiveConnection
let sockets: Socket[]
let events: LiveEvent[]
let states: LiveState[]
let resyncs: number
let signedOut: number
/** Resolved by whatever is heard next, on either side. */
let waiting: (() => void)[]

beforeEach(async () => {
  sockets = []
  events = []
  states = []
  resyncs = 0
  signedOut = 0
  waiting = []
  server = new WebSocketServer({ port: 0, host: '127.0.0.1' })
  await once(server, 'listening')
  server.on('connection', (socket) => {
    sockets.push(socket)
    socket.send(JSON.stringify({ type: 'hello', position: 'p0' }))
  })
  connection = new LiveConnection(`ws://127.0.0.1:${(server.address() as AddressInfo).port}`, {
    event: (event) => woken(events.push(event)),
    resync: () => woken((resyncs += 1)),
    state: (state) => woken(states.push(state)),
    signedOut: () => woken((signedOut += 1)),
  })
})
afterEach(async () => {
  connection.close()
  for (const socket of sockets) socket.terminate()
  await new Promise((resolve) => server.close(resolve))
})

test('topics are subscribed from the position of the greeting, so that nothing falls in between', async () => {
  connection.listen({ event: 'projects.*' })
  connection.open()
  assert.deepEqual(await nextMessage(), { type: 'subscribe', topics: [{ event: 'projects.*' }], since: 'p0' })
  assert.equal(states.at(-1), 'live')
})

test('two users of a topic are one subscription, which ends with the last of them', async () => {
  connection.open()
  await nextMessage()
  const first = connection.listen({ event: 'runs.*' })
  const second = connection.listen({ event: 'runs.*' })
  assert.deepEqual(await nextMessage(), { type: 'subscribe', topics: [{ event: 'runs.*' }] })
  first()
  second()
  assert.deepEqual(await nextMessage(), { type: 'unsubscribe', topics: [{ event: 'runs.*' }] })
})

test('after a break it comes back and resumes behind the last event', async () => {
  connection.listen({ event: 'runs.*' })
  connection.open()
  await nextMessage()
  sockets[0]?.send(JSON.stringify({ type: 'event', event: 'runs.changed', project: null, ids: {}, position: 'p7', at: '' }))
  await until(() => events.length === 1)
  sockets[0]?.terminate()
  await until(() => states.includes('reconnecting'))
  await until(() => sockets.length === 2)
  assert.deepEqual(await nextMessage(1), { type: 'subscribe', topics: [{ event: 'runs.*' }], since: 'p7' })
  assert.equal(states.at(-1), 'live')
})

test('what was missed for good asks for everything to be read again', async () => {
  connection.open()
  await nextMessage()
  sockets[0]?.send(JSON.stringify({ type: 'resync', position: 'p9' }))
  await until(() => resyncs === 1)
})

test('a session that ended is told apart from a break', async () => {
  connection.open()
  await nextMessage()
  sockets[0]?.close(4401, 'Sign in again')
  await until(() => signedOut === 1)
})

test('a closed connection stays closed', async () => {
  connection.open()
  await nextMessage()
  connection.close()
  await once(sockets[0] as Socket, 'close')
  assert.equal(states.at(-1), 'idle')
  assert.equal(sockets.length, 1)
})

async function nextMessage(index = 0): Promise<unknown> {
  await until(() => sockets.length > index)
  const [data] = await once(sockets[index] as Socket, 'message')
  return JSON.parse(String(data))
}

/** Waits for a condition that something heard will bring about. */
async function until(holds: () => boolean): Promise<void> {
  while (!holds()) {
    await new Promise<void>((resolve) => {
      waiting.push(resolve)
      server.once('connection', () => resolve())
    })
  }
}

function woken(_change: unknown): void {
  for (const resolve of waiting.splice(0)) resolve()
}
