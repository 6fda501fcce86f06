import assert from 'node:assert/strict'
import { symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { decode, reachOf, readInside, readTextInside } from './read-text.ts'
import { type TemporaryFolder, temporaryFolder } from '#tests/support/temporary-folder.ts'

let folder: TemporaryFolder
before(() => {
  folder = temporaryFolder()
  folder.put({ 'in/a.txt': 'inside', 'in/sub/b.txt': 'deeper', 'out/secret.txt': 'outside' })
})
after(() => folder.remove())

test('files inside are read, up to the limit', () => {
  const reach = reachOf(join(folder.path, 'in'))
  assert.equal(readTextInside(reach, join(folder.path, 'in/sub/b.txt'), 100), 'deeper')
  assert.equal(readTextInside(reach, join(folder.path, 'in/a.txt'), 3), undefined)
  const cut = readInside(reach, join(folder.path, 'in/a.txt'), 3)
  assert.deepEqual(cut && 'bytes' in cut ? [cut.bytes.toString(), cut.size] : cut, ['ins', 6])
  assert.equal(readInside(reach, join(folder.path, 'in/none'), 3), undefined)
})

test('no link leads out: neither the file itself, nor a folder on the way, nor a path with dots', () => {
  const reach = reachOf(join(folder.path, 'in'))
  symlinkSync(join(folder.path, 'out/secret.txt'), join(folder.path, 'in/link.txt'))
  symlinkSync(join(folder.path, 'out'), join(folder.path, 'in/way'))
  assert.equal(readInside(reach, join(folder.path, 'in/link.txt'), 100), undefined)
  for (const path of ['in/way/secret.txt', 'in/../out/secret.txt']) {
    const read = readInside(reach, `${folder.path}/${path}`, 100)
    assert.equal(read && 'problem' in read && read.problem.code, 'symlink_outside', path)
  }
})

test('a pipe is not waited for', () => {
  folder.pipe('in/pipe')
  assert.equal(readInside(reachOf(join(folder.path, 'in')), join(folder.path, 'in/pipe'), 10), undefined)
})

test('byte order marks are understood', () => {
  assert.equal(decode(Buffer.from('\ufeffa', 'utf8')), 'a')
  assert.equal(decode(Buffer.from('\ufeffé', 'utf16le')), 'é')
})
