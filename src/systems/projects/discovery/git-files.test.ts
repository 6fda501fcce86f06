import assert from 'node:assert/strict'
import { test } from 'node:test'
import { packedCommit, parseGitFile, parseHead, parseRepositoryConfig, parseSubmodules } from './git-files.ts'

const commit = 'a'.repeat(40)

test('HEAD is a branch, a commit, or broken', () => {
  assert.deepEqual(parseHead('ref: refs/heads/feature/x\n'), { branch: 'feature/x' })
  assert.deepEqual(parseHead(`${commit}\n`), { commit })
  assert.deepEqual(parseHead('ref: refs/heads/.invalid\n'), {})
  assert.equal(parseHead(''), undefined)
  assert.equal(parseHead('zzz'), undefined)
})

test('a packed branch is found by its whole name', () => {
  const packed = `# pack-refs with: peeled\n${'b'.repeat(40)} refs/heads/x/main\n${commit} refs/heads/main\n^${'c'.repeat(40)}\n`
  assert.equal(packedCommit(packed, 'main'), commit)
  assert.equal(packedCommit(packed, 'ain'), undefined)
})

test('the config gives remotes and bareness through comments, quotes and odd spacing', () => {
  const config = parseRepositoryConfig(
    '[core]\n\tbare = true ; yes\n[remote "or\\"igin"]\n url = "https://h/a/b#c"\n\tfetch = +refs/*\n[Remote "two"] url=h.org:x/y # note\n[remote "none"]\n',
  )
  assert.equal(config.bare, true)
  assert.deepEqual(
    config.remotes.map((one) => [one.name, one.key]),
    [
      ['or"igin', 'h/a/b#c'],
      ['two', 'h.org/x/y'],
    ],
  )
})

test('submodules that would leave the repository are dropped', () => {
  const text = '[submodule "a"]\n path = libs/a/\n url = ../a.git\n[submodule "b"]\n path = ../../etc\n[submodule "c"]\n path = /etc\n'
  assert.deepEqual(parseSubmodules(text), [{ name: 'a', path: 'libs/a', url: '../a.git' }])
})

test('a .git file names its directory', () => {
  assert.equal(parseGitFile('gitdir: ../.git/modules/x\n'), '../.git/modules/x')
  assert.equal(parseGitFile('something else'), undefined)
})
