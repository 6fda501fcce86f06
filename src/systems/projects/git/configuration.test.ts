import assert from 'node:assert/strict'
import { test } from 'node:test'
import { filterNames, parseSettings, programsNamed, remotesFrom, settingOf } from './configuration.ts'
import type { Setting } from './configuration.ts'

const local = (key: string, value = 'x'): Setting => ({ scope: 'local', key, value })

test('settings keep scope, dots in subsections, newlines in values, and keys without a value', () => {
  const output = Buffer.from(
    ['global', 'user.name\nAda\nL.', 'local', 'remote.my.fork.url\nhttps://x/y', 'local', 'core.bare'].map((f) => `${f}\0`).join(''),
  )
  assert.deepEqual(parseSettings(output), [
    { scope: 'global', key: 'user.name', value: 'Ada\nL.' },
    { scope: 'local', key: 'remote.my.fork.url', value: 'https://x/y' },
    { scope: 'local', key: 'core.bare', value: 'true' },
  ])
})

test('the last setting wins', () => {
  assert.equal(settingOf([local('a.b', '1'), local('a.b', '2')], 'a.b'), '2')
  assert.equal(settingOf([], 'a.b'), null)
})

test('remotes are listed once, without credentials, pushing to the fetch address unless told otherwise', () => {
  const remotes = remotesFrom(
    [
      local('remote.origin.url', 'https://ada:ghp_secret@host/a.git'),
      local('remote.origin.fetch', '+refs/heads/*:refs/remotes/origin/*'),
      local('remote.up.stream.url', 'git@host:a.git'),
      local('remote.up.stream.pushurl', 'ssh://git:pw@host/b.git'),
      local('remote.pushdefault', 'origin'),
    ],
    (name) => name.length,
  )
  assert.deepEqual(remotes, [
    { name: 'origin', fetchUrl: 'https://host/a.git', pushUrl: 'https://host/a.git', branches: 6 },
    { name: 'up.stream', fetchUrl: 'git@host:a.git', pushUrl: 'ssh://git@host/b.git', branches: 9 },
  ])
})

test('every filter of any scope is named once', () => {
  assert.deepEqual(
    filterNames([
      { scope: 'global', key: 'filter.lfs.clean', value: 'git-lfs' },
      { scope: 'global', key: 'filter.lfs.required', value: 'true' },
      local('filter.my.odd name.process'),
      local('filter.smudge'),
    ]),
    ['lfs', 'my.odd name'],
  )
})

test('programs count when the repository itself names them, not when the person does', () => {
  const settings = [
    'core.sshcommand',
    'core.gitproxy',
    'credential.helper',
    'credential.https://host.helper',
    'remote.o.uploadpack',
    'remote.o.vcs',
    'filter.x.smudge',
    'lfs.extension.e.clean',
    'merge.m.driver',
    'core.alternaterefscommand',
    'gpg.ssh.program',
  ].map((key) => local(key))
  assert.equal(programsNamed(settings).length, settings.length)
  assert.deepEqual(programsNamed(settings.map((setting) => ({ ...setting, scope: 'global' }))), [])
  assert.deepEqual(programsNamed([local('credential.helper', ''), local('core.bare'), local('remote.o.url')]), [])
})
