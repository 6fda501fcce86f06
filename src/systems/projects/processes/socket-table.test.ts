import assert from 'node:assert/strict'
import { test } from 'node:test'
import { parseSocketLine } from './socket-table.ts'

const line = (local: string, state = '0A', inode = 4242, uid = 1000): string =>
  `   0: ${local} 00000000:0000 ${state} 00000000:00000000 00:00000000 00000000  ${uid}        0 ${inode} 1 0000000014f1bfc3 100 0 0 10 0`

test('addresses and ports are turned into what people write', () => {
  const cases: [string, string, number][] = [
    ['0100007F:0BB8', '127.0.0.1', 3000],
    ['00000000:0050', '0.0.0.0', 80],
    ['0101A8C0:FFFF', '192.168.1.1', 65535],
    ['00000000000000000000000000000000:0BB8', '::', 3000],
    ['00000000000000000000000001000000:0BB8', '::1', 3000],
    ['0000000000000000FFFF00000100007F:0BB8', '::ffff:127.0.0.1', 3000],
    ['000080FE00000000FF00A4AE01020304:0001', 'fe80::aea4:ff:403:201', 1],
    ['B80D01200000000000000000FFFFFFFF:0001', '2001:db8::ffff:ffff', 1],
    ['B80D0120000000000100000000000000:0001', '2001:db8:0:0:0:1::', 1],
    ['B80D0120010002000300040005000600:0001', '2001:db8:2:1:4:3:6:5', 1],
  ]
  for (const [local, address, port] of cases) {
    const entry = parseSocketLine(line(local))!
    assert.equal(entry.port, port)
    assert.equal(entry.address, shortest(address), local)
  }
})

/** What the platform itself prints for the address. */
function shortest(address: string): string {
  if (!address.includes(':') || address.startsWith('::ffff:')) return address
  return new URL(`http://[${address}]`).hostname.slice(1, -1)
}

test('listening TCP and unconnected UDP count as listening, everything else does not', () => {
  assert.deepEqual(
    ['0A', '07', '01', '06', '02', '08'].map((state) => parseSocketLine(line('0100007F:0BB8', state))!.listening),
    [true, true, false, false, false, false],
  )
})

test('inode and user are read; headings and torn lines are nothing', () => {
  const { inode, userId } = parseSocketLine(line('0100007F:0BB8', '0A', 99, 7))!
  assert.deepEqual([inode, userId], [99, 7])
  for (const text of [
    '',
    '  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode',
    'nonsense',
    '0:',
  ]) {
    assert.equal(parseSocketLine(text), null)
  }
})
