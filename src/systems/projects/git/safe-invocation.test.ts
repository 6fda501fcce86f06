import assert from 'node:assert/strict'
import { test } from 'node:test'
import { canSwitchOff, gitArguments, gitEnvironment } from './safe-invocation.ts'

test('every call names its repository and switches off what could run code', () => {
  const args = gitArguments({ gitDir: '/p/.git', workTree: '/p' }, ['log', '-1'], ['lfs'])
  for (const part of [
    '--no-optional-locks',
    '--git-dir=/p/.git',
    '--work-tree=/p',
    'core.fsmonitor=false',
    'core.hooksPath=/dev/null',
    'filter.lfs.clean=',
    'filter.lfs.process=',
    'filter.lfs.required=false',
  ])
    assert.ok(args.includes(part), part)
  assert.deepEqual(args.slice(args.indexOf('log')), ['log', '--no-ext-diff', '--no-textconv', '-1'])
  assert.equal(
    gitArguments({ gitDir: '/b.git', workTree: null }, ['status']).some((arg) => arg.startsWith('--work-tree')),
    false,
  )
})

test('only named variables reach git, and reading reaches no network', () => {
  const own = { PATH: '/bin', HOME: '/h', GIT_DIR: '/evil', GIT_SSH_COMMAND: 'evil', SECRET: 's', SSH_AUTH_SOCK: '/a', https_proxy: 'p' }
  const reading = gitEnvironment(own, 'read')
  assert.deepEqual([reading.PATH, reading.SECRET, reading.GIT_DIR, reading.SSH_AUTH_SOCK], ['/bin', undefined, undefined, undefined])
  assert.equal(reading.GIT_ALLOW_PROTOCOL, 'none')
  const remote = gitEnvironment(own, 'remote')
  assert.deepEqual(
    [remote.SSH_AUTH_SOCK, remote.https_proxy, remote.GIT_SSH_COMMAND, remote.GIT_TERMINAL_PROMPT],
    ['/a', 'p', undefined, '0'],
  )
  assert.doesNotMatch(remote.GIT_ALLOW_PROTOCOL!, /ext/)
})

test('a filter whose name git cannot be told is recognised', () => {
  assert.deepEqual(['lfs', 'a.b c', 'a=b', 'a\nb'].map(canSwitchOff), [true, true, false, false])
})
