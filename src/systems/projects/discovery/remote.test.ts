import assert from 'node:assert/strict'
import { test } from 'node:test'
import { mainRemote, readRemote, withoutCredentials } from './remote.ts'

test('every spelling of one address has one key', () => {
  const spellings = [
    'git@github.com:Owner/Repo.git',
    'ssh://git@github.com/owner/repo',
    'ssh://git@github.com:22/owner/repo.git',
    'https://github.com/Owner/Repo',
    'https://github.com/owner/repo.git/',
    'https://user:token@GitHub.com/owner/repo.git',
    'https://token@github.com:443/owner/repo',
    'git://github.com/owner/repo.git',
    'github.com:owner/repo',
    'git+ssh://git@github.com/owner/repo.git',
  ]
  assert.deepEqual([...new Set(spellings.map((one) => readRemote('origin', one).key))], ['github.com/owner/repo'])
})

test('different places have different keys', () => {
  const places = [
    'https://github.com/a/b',
    'https://gitlab.com/a/b',
    'https://git.example.org:8443/a/b',
    'https://git.example.org/a/b',
    '/srv/git/b.git',
    '../b',
    'file:///srv/git/c.git',
    'https://github.com/a/b2',
    '[::1]:a/b',
  ]
  assert.equal(new Set(places.map((one) => readRemote('origin', one).key)).size, places.length)
  assert.equal(readRemote('o', 'file:///srv/git/b.git').key, readRemote('o', '/srv/git/b').key)
})

test('no credential is kept', () => {
  const remote = readRemote('origin', 'https://oauth2:glpat-abc@gitlab.com/a/b.git')
  assert.equal(JSON.stringify(remote).includes('glpat'), false)
  assert.equal(withoutCredentials('see postgres://u:p@db/x and redis://:pw@r'), 'see postgres://db/x and redis://r')
})

test('origin speaks for a repository, then upstream, then any', () => {
  const [one, upstream, origin] = [readRemote('one', 'h:x/1'), readRemote('upstream', 'h:x/2'), readRemote('origin', 'h:x/3')]
  assert.equal(mainRemote([one, upstream, origin])?.name, 'origin')
  assert.equal(mainRemote([one, upstream])?.name, 'upstream')
  assert.equal(mainRemote([one])?.name, 'one')
  assert.equal(mainRemote([]), undefined)
})
