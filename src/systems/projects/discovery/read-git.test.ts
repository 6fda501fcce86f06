import assert from 'node:assert/strict'
import { existsSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, test } from 'node:test'
import { fromText } from './byte-path.ts'
import type { Found } from './found.ts'
import { listFiles } from './read-files.ts'
import { readFingerprint } from './read-fingerprint.ts'
import { askGit } from './read-git.ts'
import { discoverProjects } from './read-projects.ts'
import { type TemporaryFolder, temporaryFolder } from '#tests/support/temporary-folder.ts'

let folder: TemporaryFolder
beforeEach(() => {
  folder = temporaryFolder()
})
afterEach(() => folder.remove())

async function only(): Promise<Found> {
  for await (const found of discoverProjects([folder.path])) return found
  throw new Error('nothing found')
}

test('nothing a repository configures is executed by looking at it', async () => {
  folder.commit('app', { 'a.txt': '1', '.gitattributes': '* filter=evil diff=evil\n' })
  const trap = join(folder.path, 'executed')
  const command = `touch ${trap}`
  const settings = {
    'core.fsmonitor': command,
    'core.hooksPath': join(folder.path, 'hooks'),
    'core.pager': command,
    'core.editor': command,
    'core.sshCommand': command,
    'core.gitProxy': command,
    'filter.evil.clean': command,
    'filter.evil.smudge': command,
    'filter.evil.process': command,
    'diff.evil.command': command,
    'diff.evil.textconv': command,
    'credential.helper': `!${command}`,
    'gpg.program': command,
    'diff.external': command,
    'alias.ls-files': `!${command}`,
    'uploadpack.packObjectsHook': command,
    'remote.origin.url': `ext::${command}`,
    'remote.origin.promisor': 'true',
    'extensions.partialClone': 'origin',
  }
  for (const [name, value] of Object.entries(settings)) folder.git('app', 'config', name, value)
  for (const hook of ['post-index-change', 'fsmonitor-watchman', 'post-checkout', 'pre-commit']) {
    folder.put({ [`hooks/${hook}`]: `#!/bin/sh\n${command}\n`, [`app/.git/hooks/${hook}`]: `#!/bin/sh\n${command}\n` })
  }
  folder.put({ 'app/a.txt': 'changed, so that a filter would be asked', 'app/.git/refs/heads/broken': `${'1'.repeat(40)}\n` })
  const found = await only()
  await readFingerprint(found)
  await listFiles(found.path)
  await askGit({ folder: fromText(found.path), arguments: ['--git-dir=.git', 'rev-list', 'broken'] })
  assert.equal(existsSync(trap), false)
})

test('the fingerprint is the first commits, kept by the commit checked out', async () => {
  folder.commit('app', { x: '1' })
  const first = folder.git('app', 'rev-parse', 'HEAD')
  folder.commit('app', { x: '2' }, 'second')
  const kept = new Map<string, string[]>()
  assert.deepEqual(await readFingerprint(await only(), kept), { rootCommits: [first], facts: [] })
  assert.deepEqual([...kept.values()], [[first]])
  folder.put({ 'app/.git/objects/info/nothing': '' })
  assert.deepEqual((await readFingerprint(await only(), new Map([[folder.git('app', 'rev-parse', 'HEAD'), ['kept']]]))).rootCommits, [
    'kept',
  ])
})

test('an unborn branch has no first commits, a shallow clone hides them, a broken one is a fact', async () => {
  folder.git('.', 'init', '-q', 'unborn')
  assert.deepEqual(await readFingerprint(await only()), { rootCommits: [], facts: [] })
  folder.remove()
  folder = temporaryFolder()
  folder.commit('elsewhere/a', { x: '1' })
  folder.commit('elsewhere/a', { x: '2' }, 'second')
  mkdirSync(join(folder.path, 'root'))
  folder.git('.', 'clone', '-q', '--depth', '1', `file://${folder.path}/elsewhere/a`, 'root/b')
  for await (const found of discoverProjects([join(folder.path, 'root')])) assert.deepEqual(await readFingerprint(found), { facts: [] })
  folder.put({
    'root/b/.git/shallow': '',
    'broken/.git/HEAD': `${'1'.repeat(40)}\n`,
    'broken/.git/objects/x': '',
    'broken/.git/refs/x': '',
  })
  for await (const found of discoverProjects([join(folder.path, 'broken')])) {
    assert.equal((await readFingerprint(found)).facts[0]?.code, 'git_failed')
  }
})

test('worktrees, bare repositories and folders with bytes that are no text are asked all the same', async () => {
  folder.commit('src', { x: '1' })
  const first = folder.git('src', 'rev-parse', 'HEAD')
  folder.git('src', 'worktree', 'add', '-q', '../tree')
  folder.git('.', 'clone', '-q', '--bare', 'src', 'bare.git')
  const kinds: string[] = []
  for await (const found of discoverProjects([folder.path])) {
    assert.deepEqual((await readFingerprint(found)).rootCommits, [first], found.kind)
    kinds.push(found.kind)
  }
  assert.deepEqual(kinds.sort(), ['bare', 'repository', 'worktree'])
  const odd = Buffer.concat([Buffer.from(join(folder.path, 'odd')), Buffer.from([0xff])])
  mkdirSync(odd)
  const answer = await askGit({ folder: odd.toString('latin1'), arguments: ['--version'] })
  assert.equal(answer.ok, true)
})

test('git that says too much is stopped and what it said is kept', async () => {
  folder.put(Object.fromEntries(Array.from({ length: 300 }, (_, at) => [`app/file-with-a-long-name-${at}`, ''])))
  folder.git('app', 'init', '-q')
  const answer = await askGit({ folder: join(folder.path, 'app'), arguments: ['ls-files', '-o'], mostBytes: 100 })
  assert.deepEqual([answer.ok, answer.ok && answer.cut], [true, true])
})

test('a folder that is gone is an answer, not an exception', async () => {
  assert.equal((await askGit({ folder: join(folder.path, 'gone'), arguments: ['--version'] })).ok, false)
})
