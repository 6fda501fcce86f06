import assert from 'node:assert/strict'
import { test } from 'node:test'
import { listenersFrom, processFrom } from './system-information.ts'

const entry = {
  pid: 7,
  parentPid: 1,
  name: 'node',
  cpu: 12.34,
  memRss: 1024,
  started: '2026-01-02 03:04:05',
  state: 'sleeping',
  command: 'node',
  params: 'server.js --port 1',
  path: '/usr/bin',
}

test('a process keeps what the library tells and is unknown in the rest', () => {
  const process = processFrom(entry, [])
  assert.deepEqual(
    [process.command, process.executable, process.cpuPercent, process.residentBytes],
    [['/usr/bin/node', 'server.js', '--port', '1'], '/usr/bin/node', 12.3, 1048576],
  )
  assert.deepEqual(
    [process.cwd, process.marker, process.unknowns.map(({ part }) => part)],
    [null, null, ['cwd', 'userId', 'container', 'marker']],
  )
  assert.equal(processFrom({ ...entry, started: '', state: 'new' }, []).state, 'unknown')
})

test('only listening sockets count, whatever way the address is written', () => {
  const connection = { protocol: 'tcp', localAddress: '*', localPort: '3000', state: 'LISTEN', pid: 7 }
  const listeners = listenersFrom([
    connection,
    { ...connection, protocol: 'tcp6' },
    { ...connection, localAddress: '[::1]' },
    { ...connection, state: 'ESTABLISHED', localPort: '1' },
    { ...connection, protocol: 'udp', state: '', localPort: '53', pid: null },
    { ...connection, localPort: '*' },
  ])
  assert.deepEqual(
    listeners.get(7)?.map(({ address, port }) => `${address} ${port}`),
    ['0.0.0.0 3000', ':: 3000', '::1 3000'],
  )
  assert.deepEqual(
    listeners.get(null)?.map(({ protocol, port }) => [protocol, port]),
    [['udp', 53]],
  )
})
