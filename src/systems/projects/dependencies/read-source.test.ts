import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { largestFile, readSource } from './read-source.ts'

const home = mkdtempSync(join(tmpdir(), 'optimus-read-source-'))
const project = join(home, 'project')
mkdirSync(join(project, 'folder'), { recursive: true })
after(() => rmSync(home, { recursive: true, force: true }))

const sentence = (path: string) => {
  const read = readSource(project, path)
  return 'sentence' in read ? read.sentence : null
}

test('a file and a link inside the project are read', () => {
  writeFileSync(join(project, 'a.json'), '\uFEFF{\r\n}')
  symlinkSync('../a.json', join(project, 'folder', 'link.json'))
  assert.deepEqual(readSource(project, 'folder/link.json'), { path: 'folder/link.json', text: '{\n}' })
})

test('nothing outside the project is read, by link or by path', () => {
  writeFileSync(join(home, 'secret.json'), '{"secret":1}')
  mkdirSync(join(home, 'project-2'))
  writeFileSync(join(home, 'project-2', 'b.json'), '{}')
  symlinkSync(join(home, 'secret.json'), join(project, 'leak.json'))
  symlinkSync(join(home, 'project-2'), join(project, 'beside'))
  for (const path of ['leak.json', 'beside/b.json', '../secret.json', '../project-2/b.json'])
    assert.match(sentence(path)!, /out of the project/, path)
})

test('a named pipe, a folder, a circle of links and a file that went away are sentences', () => {
  const makePipe = 'mkfifo'
  execFileSync(makePipe, [join(project, 'pipe')])
  symlinkSync('circle-b', join(project, 'circle-a'))
  symlinkSync('circle-a', join(project, 'circle-b'))
  assert.match(sentence('pipe')!, /no regular file/)
  assert.match(sentence('folder')!, /no regular file/)
  assert.match(sentence('circle-a')!, /circle/)
  assert.match(sentence('gone.json')!, /no longer there/)
})

test('a file beyond the limit is left out and its size is told', () => {
  writeFileSync(join(project, 'huge.json'), '')
  truncateSync(join(project, 'huge.json'), largestFile + 1)
  assert.equal(sentence('huge.json'), 'Has 64 MB, more than the limit of 64 MB; it was not read.')
})

test('a file that may not be read says so', { skip: process.getuid?.() === 0 ? 'root may read everything' : false }, () => {
  writeFileSync(join(project, 'closed.json'), '{}')
  chmodSync(join(project, 'closed.json'), 0)
  assert.match(sentence('closed.json')!, /May not be read/)
})
