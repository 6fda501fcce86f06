import assert from 'node:assert/strict'
import { test } from 'node:test'
import { parseProgress } from './progress.ts'

test('the newest progress line counts, whoever wrote it', () => {
  assert.deepEqual(parseProgress('Receiving objects:  10% (1/10)\rReceiving objects:  50% (5/10), 1.2 MiB\r'), {
    phase: 'Receiving objects',
    done: 5,
    total: 10,
  })
  assert.deepEqual(parseProgress('remote: Counting objects: 100% (3/3), done.\n'), { phase: 'Counting objects', done: 3, total: 3 })
  assert.equal(parseProgress('From /srv/a\n   abc..def  main -> origin/main\n'), null)
})
