import assert from 'node:assert/strict'
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, test } from 'node:test'
import { listFiles } from './read-files.ts'
import { type TemporaryFolder, temporaryFolder } from '#tests/support/temporary-folder.ts'

let folder: TemporaryFolder
beforeEach(() => {
  folder = temporaryFolder()
})
afterEach(() => folder.remove())

test("a repository's files are those it tracks and those it does not ignore", async () => {
  folder.commit('app', { '.gitignore': '*.log\n/out/\n', 'src/a.ts': '', 'tracked.log': '' })
  folder.git('app', 'add', '-f', 'tracked.log')
  folder.put({ 'app/src/new.ts': '', 'app/noise.log': '', 'app/out/x.js': '' })
  folder.commit('app/inner', { 'other.ts': '' })
  const list = await listFiles(join(folder.path, 'app'))
  assert.deepEqual(list, { files: ['.gitignore', 'src/a.ts', 'src/new.ts', 'tracked.log'], source: 'git', facts: [] })
})

test('without git the .gitignore files and the names of made folders decide, and other repositories are left out', async () => {
  folder.put({
    'app/.gitignore': '*.log\n',
    'app/src/.gitignore': 'gen\n',
    'app/src/gen/x.ts': '',
    'app/src/a.ts': '',
    'app/x.log': '',
    'app/node_modules/y/index.js': '',
    'app/dist/z.js': '',
  })
  folder.commit('app/inner', { 'other.ts': '' })
  const list = await listFiles(join(folder.path, 'app'))
  assert.deepEqual(list.files, ['.gitignore', 'src/.gitignore', 'src/a.ts'])
  assert.equal(list.source, 'walk')
})

test('a folder inside a foreign repository is not listed from that repository', async () => {
  folder.commit('.', { 'secret.txt': '' })
  folder.put({ 'part/a.py': '' })
  assert.deepEqual((await listFiles(join(folder.path, 'part'))).files, ['a.py'])
})

test('a repository that points its work tree elsewhere shows only its own folder', async () => {
  folder.put({ 'elsewhere/secret.txt': '' })
  folder.commit('app', { 'a.ts': '' })
  folder.git('app', 'config', 'core.worktree', join(folder.path, 'elsewhere'))
  assert.deepEqual((await listFiles(join(folder.path, 'app'))).files, ['a.ts'])
})

test('a repository outside the roots is not asked', async () => {
  folder.commit('hidden', { 'a.ts': '' })
  folder.git('hidden', 'worktree', 'add', '-q', '../root/w')
  const list = await listFiles(join(folder.path, 'root/w'), { roots: [join(folder.path, 'root')] })
  assert.equal(list.source, 'walk')
  assert.deepEqual(
    list.facts.map((fact) => fact.code),
    ['git_outside'],
  )
})

test('a corrupt repository falls back to a walk and says so', async () => {
  folder.commit('app', { 'a.ts': '' })
  folder.put({ 'app/.git/index': 'not an index' })
  const list = await listFiles(join(folder.path, 'app'))
  assert.deepEqual([list.files, list.source, list.facts[0]?.code], [['a.ts'], 'walk', 'git_failed'])
})

test('too many files are cut off and said, in both ways of listing', async () => {
  for (const name of ['plain', 'repository']) {
    mkdirSync(join(folder.path, name))
    for (let at = 0; at < 50; at++) writeFileSync(join(folder.path, name, `f${at}`), '')
  }
  folder.git('repository', 'init', '-q')
  for (const name of ['plain', 'repository']) {
    const list = await listFiles(join(folder.path, name), { mostFiles: 20 })
    assert.equal(list.files.length, 20)
    assert.deepEqual(
      list.facts.map((fact) => fact.code),
      ['too_many_files'],
    )
  }
})

test('file names that are not UTF-8 are listed byte for byte, with git and without', async () => {
  for (const name of ['plain', 'repository']) {
    mkdirSync(join(folder.path, name))
    writeFileSync(Buffer.concat([Buffer.from(join(folder.path, name, 'f')), Buffer.from([0xff])]), '')
  }
  folder.git('repository', 'init', '-q')
  for (const name of ['plain', 'repository']) assert.deepEqual((await listFiles(join(folder.path, name))).files, ['f\xff'])
})

test('links are listed but not entered', async () => {
  folder.put({ 'app/src/a.ts': '', 'other/b.ts': '' })
  symlinkSync(join(folder.path, 'other'), join(folder.path, 'app/other'))
  symlinkSync('..', join(folder.path, 'app/up'))
  assert.deepEqual((await listFiles(join(folder.path, 'app'))).files, ['other', 'src/a.ts', 'up'])
})
