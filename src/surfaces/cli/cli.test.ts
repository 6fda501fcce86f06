import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { cpSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { serveApp } from '#tests/support/served-app.ts'
import { until } from '#tests/support/until.ts'

const program = join(import.meta.dirname, 'cli.ts')
const away = mkdtempSync(join(tmpdir(), 'optimus-cli-test-'))
const app = await serveApp()
after(() => rmSync(away, { recursive: true, force: true }))

interface Ended {
  readonly code: number
  readonly out: string
  readonly err: string
}

test('an answer is a table for people, and the very answer for programs', async () => {
  assert.equal(
    (await run('probe', 'list', '--limit', '2')).out,
    'Slug   State\namber  done\nbirch  done\n2 shown; --all shows every one.\n',
  )
  const json = await run('probe', 'list', '--limit', '1', '--json')
  assert.deepEqual(JSON.parse(json.out), { items: [{ slug: 'amber', state: 'done', note: null }], next: '1' })
  const all = await run('probe', 'list', '--limit', '1', '--all', '--jsonl')
  assert.deepEqual(
    all.out
      .trim()
      .split('\n')
      .map((line) => (JSON.parse(line) as { slug: string }).slug),
    ['amber', 'birch', 'coral'],
  )
})

test('flags become the input, and standard input a long text', async () => {
  const { out } = await run({ input: 'two\nlines\n' }, 'probe', 'put', 'x', '--tags', 'a,b', '--no-loud', '--note', '-', '--json')
  assert.deepEqual(JSON.parse(out), { name: 'x', note: 'two\nlines', tags: ['a', 'b'], loud: false })
})

test('help lists systems, operations and flags, and documents the exit codes', async () => {
  const root = await run('--help')
  assert.match(root.out, /probe +list, put, wipe, work\n/)
  assert.match(root.out, /7 +the run that was followed failed/)
  assert.match((await run('probe')).out, /wipe <name> +Wipe something for good \(asks first\)/)
  assert.match((await run('probe', 'put', '--help')).out, /--tags <a,b,…>[\s\S]*--no-loud/)
})

test('help is there without a server, from what was last known', async () => {
  const home = join(away, 'stopped')
  await run('probe', 'list')
  cpSync(join(app.home, 'cache', 'cli'), join(home, 'cache', 'cli'), { recursive: true })
  const env = { OPTIMUS_HOME: home }
  assert.match((await run({ env }, 'probe', 'put', '--help')).out, /Usage: optimus probe put <name>/)
  assert.equal((await run({ env }, 'probe')).code, 0)
  const root = await run({ env }, '--help')
  assert.match(root.out, /probe +list, put/)
  assert.match(root.out, /does not run on/)
  assert.equal((await run({ env }, 'probe', 'put', 'x')).code, 3)
})

test('--watch writes what changed until it is interrupted, and is for reading only', async () => {
  assert.equal((await run('probe', 'put', 'x', '--watch')).code, 2)
  const child = start({}, ['runs', 'list', '--json', '--limit', '1', '--watch=0.5'])
  await until('the first answer', async () => child.seen.out.includes('\n'))
  assert.equal((await run('probe', 'work')).code, 0)
  await until('a second answer', async () => child.seen.out.trim().split('\n').length > 1)
  child.process.kill('SIGINT')
  assert.equal((await child.ended).code, 130)
})

test('misspelt words are answered with the right ones and exit code 2', async () => {
  const cases: [string[], RegExp][] = [
    [['prob', 'list'], /Did you mean optimus probe\?/],
    [['probe', 'lsit'], /Did you mean optimus probe list\?/],
    [['probe', 'list', '--limt=1'], /Did you mean --limit\?/],
    [['probe', 'list', '--limit', '0'], /^--limit: /],
    [['probe', 'put', 'x', '--tags', 'a,b,c,d'], /^--tags: /],
  ]
  for (const [words, sentence] of cases) {
    const ended = await run(...words)
    assert.equal(ended.code, 2, words.join(' '))
    assert.match(ended.err, sentence)
  }
})

test('something dangerous without --yes is refused where nobody can be asked, and done with it', async () => {
  const refused = await run('probe', 'wipe', 'amber')
  assert.equal(refused.code, 2)
  assert.match(refused.err, /Wipe something for good \(name amber\)\. Add --yes/)
  assert.deepEqual(await run('probe', 'wipe', 'amber', '--yes'), { code: 0, out: 'Done.\n', err: '' })
})

test('a long operation is followed to its end, and --detach answers at once', async () => {
  const followed = await run('probe', 'work', '--json')
  assert.equal(followed.code, 0)
  assert.deepEqual((JSON.parse(followed.out) as { output: unknown }).output, { text: 'heard' })
  assert.match(followed.err, /Echo .*done/)
  const detached = await run('probe', 'work', '--detach', '--json')
  assert.match((JSON.parse(detached.out) as { run: string }).run, /^[0-9a-f-]{36}$/)
  const broken = await run('probe', 'work', '--kind', 'brittle')
  assert.equal(broken.code, 7)
  assert.match(broken.err, /It is broken\./)
})

test('Ctrl-C leaves a followed run alone and says how to cancel it', async () => {
  const child = start({}, ['probe', 'work', '--kind', 'patient'])
  await until('progress on standard error', async () => child.seen.err.includes('Waiting for a word'))
  child.process.kill('SIGINT')
  const ended = await child.ended
  assert.equal(ended.code, 130)
  const id = /optimus runs cancel (\S+)/.exec(ended.err)![1]!
  assert.deepEqual(await app.rows('SELECT state FROM kernel.run WHERE id = $1', [id]), [{ state: 'running' }])
  assert.equal((await run('runs', 'cancel', id)).code, 0)
})

test('what is missing, forbidden or not there has its own exit code', async () => {
  const missing = await run('runs', 'get', '01a20667-9b47-7000-aed6-a4f9f675cd41')
  assert.equal(missing.code, 5)
  const nowhere = await run({ env: { OPTIMUS_HOME: away } }, 'probe', 'list')
  assert.equal(nowhere.code, 3)
  assert.match(nowhere.err, /npm start/)
  const gone = await run({ env: { OPTIMUS_HOME: away, OPTIMUS_URL: 'http://127.0.0.1:9', OPTIMUS_KEY: 'opt_x' } }, 'probe', 'list')
  assert.equal(gone.code, 3)
  const stranger = await run({ env: { OPTIMUS_HOME: away, OPTIMUS_URL: app.address, OPTIMUS_KEY: 'opt_x' } }, 'probe', 'list')
  assert.equal(stranger.code, 4)
})

test('signing in elsewhere keeps the key for this user alone, and its rights decide', async () => {
  const made = JSON.parse((await run('identity', 'create-key', 'robot', '--permissions', 'probe:read', '--json')).out) as { key: string }
  const env = { OPTIMUS_HOME: away, XDG_CONFIG_HOME: away, XDG_CACHE_HOME: away }
  const login = await run({ env, input: `${made.key}\n` }, 'login', app.address, '--key', '-')
  assert.deepEqual([login.code, login.out], [0, `Signed in to ${app.address} as Mara.\n`])
  assert.equal(statSync(join(away, 'optimus', 'login.json')).mode & 0o777, 0o600)
  assert.equal((await run({ env }, 'probe', 'list')).code, 0)
  const refused = await run({ env }, 'probe', 'put', 'x')
  assert.equal(refused.code, 2, 'an operation without the right is not offered')
  assert.equal((await run({ env }, 'login', app.address, '--key', `opt_${'a'.repeat(12)}_${'b'.repeat(43)}`)).code, 4)
  assert.match(readFileSync(join(away, 'optimus', 'login.json'), 'utf8'), new RegExp(made.key))
  const left = await run({ env }, 'logout')
  assert.match(left.out, /was forgotten\. Its key still works/)
  assert.equal((await run({ env }, 'logout')).out, 'This computer is not signed in anywhere.\n')
})

test('a deprecated operation works and warns', async () => {
  const ended = await run('probe', 'old')
  assert.equal(ended.code, 0)
  assert.match(ended.err, /optimus probe old is deprecated since 2026-01-02; use optimus probe list\./)
})

test('the shell is offered systems, operations, flags and choices', async () => {
  const words = async (...typed: string[]) =>
    (await run('completion', 'words', ...typed)).out.split('\n').map((line) => line.split('\t')[0])
  assert.ok((await words('pro')).includes('probe'))
  assert.deepEqual((await words('probe', 'w')).slice(0, 2), ['wipe', 'work'])
  assert.ok((await words('probe', 'work', '--k')).includes('--kind'))
  assert.deepEqual((await words('probe', 'work', '--kind', '')).slice(0, 3), ['echo', 'patient', 'brittle'])
  for (const shell of ['bash', 'zsh', 'fish']) assert.match((await run('completion', shell)).out, /completion words/)
})

interface How {
  readonly env?: Record<string, string>
  readonly input?: string
}

function run(...words: string[]): Promise<Ended>
function run(how: How, ...words: string[]): Promise<Ended>
function run(first: How | string = '', ...rest: string[]): Promise<Ended> {
  return typeof first === 'string' ? start({}, [first, ...rest]).ended : start(first, rest).ended
}

function start(how: How, words: readonly string[]) {
  const env = { PATH: process.env['PATH'], HOME: away, OPTIMUS_HOME: app.home, ...how.env }
  const child = spawn(process.execPath, [program, ...words], { env, stdio: 'pipe' })
  const seen = { out: '', err: '' }
  child.stdout.on('data', (part) => (seen.out += part))
  child.stderr.on('data', (part) => (seen.err += part))
  child.stdin.end(how.input ?? '')
  const ended = new Promise<Ended>((resolve) => child.on('close', (code) => resolve({ code: code ?? -1, ...seen })))
  return { process: child, seen, ended }
}
