import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { CommandSpec } from './owned.ts'
import { accountFrom, runEnvironment } from './run-environment.ts'

const spec: CommandSpec = { id: 'r1', project: 'shop', dir: '/p', command: { shell: 'x' }, logDir: '/l' }

test("the server's secrets stay its own; markers cannot be replaced", () => {
  const own = {
    PATH: '/usr/bin',
    HOME: '/root',
    LANG: 'C',
    USER: 'root',
    SHELL: '/bin/sh',
    TERM: 'xterm',
    DATABASE_URL: 'secret',
    OPENAI_API_KEY: 'secret',
    npm_config_x: 'y',
  }
  const environment = runEnvironment({ ...spec, env: { NODE_ENV: 'development', OPTIMUS_RUN: 'other' }, port: 3000 }, own, null)
  assert.deepEqual(environment, {
    OPTIMUS_PROJECT: 'shop',
    OPTIMUS_RUN: 'r1',
    PATH: '/usr/bin',
    HOME: '/root',
    LANG: 'C',
    USER: 'root',
    SHELL: '/bin/sh',
    TERM: 'xterm',
    PORT: '3000',
    NODE_ENV: 'development',
  })
})

test("programs of the server's own packages are not on the PATH of a project", () => {
  const { PATH } = runEnvironment(spec, { PATH: '/opt/optimus/node_modules/.bin:/opt/node_modules/.bin:/usr/bin:/node_modules_x' }, null)
  assert.equal(PATH, '/usr/bin:/node_modules_x')
})

test("another user's command finds that user's home, and what was asked for wins", () => {
  const account = { userId: 1000, groupId: 1000, name: 'ada', home: '/home/ada', shell: '/bin/zsh' }
  const { HOME, USER, SHELL } = runEnvironment({ ...spec, env: { SHELL: '/bin/fish' } }, { HOME: '/root', USER: 'root' }, account)
  assert.deepEqual([HOME, USER, SHELL], ['/home/ada', 'ada', '/bin/fish'])
})

test('users are found by number, not by prefix', () => {
  const passwd = 'root:x:0:0:root:/root:/bin/bash\nada:x:1000:1001:Ada,,,:/home/ada:/bin/zsh\nbare:x:10:10:::\n'
  assert.deepEqual(accountFrom(passwd, 1000), { userId: 1000, groupId: 1001, name: 'ada', home: '/home/ada', shell: '/bin/zsh' })
  assert.deepEqual(accountFrom(passwd, 10), { userId: 10, groupId: 10, name: 'bare', home: '/', shell: '/bin/sh' })
  assert.equal(accountFrom(passwd, 100), null)
})
