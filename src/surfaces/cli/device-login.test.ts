import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { contract } from '#systems/identity/contract.ts'
import { serveApp } from '#tests/support/served-app.ts'
import { until } from '#tests/support/until.ts'
import type { DeviceLogin } from './login-file.ts'

const away = mkdtempSync(join(tmpdir(), 'optimus-device-test-'))
after(() => rmSync(away, { recursive: true, force: true }))
const app = await serveApp()
const file = join(away, 'optimus', 'login.json')

test('a person allows this computer in a browser, and what is kept is for this user alone', async () => {
  const login = start('login', app.address)
  const code = await codeOf(login)
  const asked = await app.call(contract.getAuthorization, { id: code }, { as: app.owner })
  assert.deepEqual([asked.kind, asked.address !== null, asked.program.startsWith('Optimus on the command line')], ['device', true, true])
  await app.call(contract.decideAuthorization, { id: code, approve: true }, { as: app.owner })
  const ended = await login.ended
  assert.deepEqual([ended.code, ended.out], [0, `Signed in to ${app.address} as Mara.\n`])
  assert.equal(statSync(file).mode & 0o777, 0o600)
  assert.equal((await run('probe', 'list', '--json')).code, 0)
})

test('a token that has run out is exchanged once, however many commands need it at one moment', async () => {
  const before = kept()
  runOut()
  const ended = await Promise.all(Array.from({ length: 4 }, () => run('probe', 'list', '--json')))
  assert.deepEqual(
    ended.map((one) => one.code),
    [0, 0, 0, 0],
    ended.map((one) => one.err).join(''),
  )
  assert.notEqual(kept().refresh, before.refresh)
  assert.equal(statSync(file).mode & 0o777, 0o600)
  const [tokens] = await app.rows<{ used: number; open: number }>(
    'SELECT count(used_at)::integer AS used, (count(*) - count(used_at))::integer AS open FROM identity.refresh_token',
  )
  assert.deepEqual(tokens, { used: 1, open: 1 })
  assert.equal(existsSync(`${file}.lock`), false)
})

test('when somebody else used the refresh token, both are out, and a sentence says what to do', async () => {
  const body = new URLSearchParams({ grant_type: 'refresh_token', client_id: 'optimus-cli', refresh_token: kept().refresh })
  const stolen = await fetch(`${app.address}/api/auth/token`, { method: 'POST', body })
  const thief = (await stolen.json()) as { access_token: string }
  runOut()
  const ended = await run('probe', 'list')
  assert.equal(ended.code, 4)
  assert.match(ended.err, /This sign-in has ended.*optimus login/)
  await until(
    'the thief is out',
    async () => {
      const answer = await fetch(`${app.address}/api/v1/probe`, { headers: { authorization: `Bearer ${thief.access_token}` } })
      return answer.status === 401
    },
    30,
  )
})

test('signing out ends the connection at the server and removes the file', async () => {
  const login = start('login', app.address)
  await app.call(contract.decideAuthorization, { id: await codeOf(login), approve: true }, { as: app.owner })
  assert.equal((await login.ended).code, 0)
  const { token } = kept()
  const left = await run('logout')
  assert.deepEqual([left.code, left.out], [0, `Signed out of ${app.address}.\n`])
  assert.equal(existsSync(file), false)
  await until(
    'the token is worth nothing',
    async () => {
      const answer = await fetch(`${app.address}/api/v1/probe`, { headers: { authorization: `Bearer ${token}` } })
      return answer.status === 401
    },
    30,
  )
})

test('a refusal leaves nothing behind', async () => {
  const login = start('login', app.address)
  await app.call(contract.decideAuthorization, { id: await codeOf(login), approve: false }, { as: app.owner })
  const ended = await login.ended
  assert.deepEqual([ended.code, ended.err.endsWith('The person refused.\n')], [4, true])
  assert.equal(existsSync(file), false)
})

function kept(): DeviceLogin {
  return JSON.parse(readFileSync(file, 'utf8')) as DeviceLogin
}

function runOut(): void {
  writeFileSync(file, JSON.stringify({ ...kept(), expiresAt: new Date(0).toISOString() }))
}

interface Started {
  readonly seen: { out: string; err: string }
  readonly ended: Promise<{ code: number; out: string; err: string }>
}

/** The command line on a computer where no server runs. */
function start(...words: string[]): Started {
  const env = { PATH: process.env['PATH'], HOME: away, OPTIMUS_HOME: away, XDG_CONFIG_HOME: away, XDG_CACHE_HOME: away }
  const child = spawn(process.execPath, [join(import.meta.dirname, 'cli.ts'), ...words], { env, stdio: ['ignore', 'pipe', 'pipe'] })
  after(() => void child.kill('SIGKILL'))
  const seen = { out: '', err: '' }
  child.stdout.setEncoding('utf8').on('data', (text: string) => (seen.out += text))
  child.stderr.setEncoding('utf8').on('data', (text: string) => (seen.err += text))
  const ended = new Promise<number>((resolve) => child.once('close', (code) => resolve(code ?? -1)))
  return { seen, ended: ended.then((code) => ({ code, ...seen })) }
}

function run(...words: string[]) {
  return start(...words).ended
}

function codeOf({ seen }: Started): Promise<string> {
  return until('the code is shown', async () => /[A-Z]{4}-[A-Z]{4}/.exec(seen.err)?.[0], 60)
}
