import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { parseAuxiliaryVector } from './auxiliary-vector.ts'

test('page size and clock ticks are found wherever they stand', () => {
  const vector = Buffer.alloc(64)
  ;[
    [17n, 250n],
    [6n, 65536n],
    [0n, 0n],
  ].forEach(([key, value], at) => {
    vector.writeBigUInt64LE(key!, at * 16)
    vector.writeBigUInt64LE(value!, at * 16 + 8)
  })
  assert.deepEqual(parseAuxiliaryVector(vector), { pageBytes: 65536, ticksPerSecond: 250 })
})

test('a machine that does not tell has the usual units', () => {
  assert.deepEqual(parseAuxiliaryVector(Buffer.alloc(0)), { pageBytes: 4096, ticksPerSecond: 100 })
})

test('this machine tells', { skip: process.platform !== 'linux' && 'only Linux has /proc' }, () => {
  const { pageBytes, ticksPerSecond } = parseAuxiliaryVector(readFileSync('/proc/self/auxv'))
  assert.ok(pageBytes >= 4096 && Number.isInteger(Math.log2(pageBytes)) && ticksPerSecond >= 100)
})
