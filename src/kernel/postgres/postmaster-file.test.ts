import assert from 'node:assert/strict'
import { test } from 'node:test'
import { parsePostmasterFile } from './postmaster-file.ts'

test('process id and status are read from the lines the server writes', () => {
  const text = '22380\n/tmp/pgx/d\n1795399838\n5432\n../socket\n\n  2269200        12\nready   \n'
  assert.deepEqual(parsePostmasterFile(text), { pid: 22380, status: 'ready' })
  assert.deepEqual(parsePostmasterFile(text.replace('ready   ', 'stopping')), { pid: 22380, status: 'stopping' })
})

test('a file cut short by a full disk or a kill still gives what it holds', () => {
  assert.deepEqual(parsePostmasterFile('411\n/tmp'), { pid: 411, status: 'unknown' })
  assert.equal(parsePostmasterFile(''), undefined)
  assert.equal(parsePostmasterFile('\n\n'), undefined)
})

test('the negative id of a single-user server is its process id', () => {
  assert.deepEqual(parsePostmasterFile('-812\n'), { pid: 812, status: 'unknown' })
})
