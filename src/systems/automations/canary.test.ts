import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { dirname } from 'node:path'
import { Writable } from 'node:stream'
import { after, test } from 'node:test'
import { createLog } from '#kernel/log.ts'
import { contract as settings } from '#kernel/settings/contract.ts'
import { startAutomations, textOf } from '#tests/support/automations-app.ts'
import { contract } from './contract.ts'

/** Whatever the program says, at its most talkative. */
let said = ''
const log = createLog('trace', new Writable({ write: (chunk, _encoding, done) => done(void (said += String(chunk))) }))
const app = await startAutomations([], { log })
const canary = `canary-${randomBytes(16).toString('hex')}`
/** As it is, and as addresses, headers and other encodings write it. */
const forms = [canary, Buffer.from(canary).toString('base64').replace(/=+$/, ''), Buffer.from(canary).toString('hex')]
const seen: string[] = []
const server = createServer((request, response) => {
  seen.push(String(request.headers['x-token']))
  response.writeHead(request.url === '/fail' ? 500 : 200, { 'content-type': 'application/json' })
  response.end(JSON.stringify({ echo: request.headers['x-token'] }))
})
await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
after(() => void server.close())
const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`

/** What a page, a caller or an export would be shown of everything that there is of a run. */
async function everythingShown(run: string, automation: string): Promise<string> {
  const shown = [
    await app.call(contract.getRun, { run }),
    await app.call(contract.listRunTasks, { run }),
    await app.call(contract.readLog, { run }),
    await app.call(contract.exportText, { automation, form: 'standard' }),
    await app.call(contract.exportText, { automation, form: 'friendly' }),
  ]
  return JSON.stringify(shown)
}

/** Files of the database's server that hold any of these: tables, indexes, what was written ahead, and the server's own log. */
async function filesWith(texts: readonly string[]): Promise<string> {
  const [folder] = await app.rows<{ data_directory: string }>('SHOW data_directory')
  const patterns = texts.flatMap((text) => ['-e', text])
  const grep = spawnSync('grep', ['-rlaF', ...patterns, dirname(folder!.data_directory)], { encoding: 'utf8' })
  assert.ok(grep.status === 0 || grep.status === 1, grep.stderr)
  return grep.stdout
}

test('a secret that steps use, print and fail with is found nowhere: no row, no file of the database, no log, no answer', async () => {
  await app.call(settings.setSecret, { name: 'test.token', value: canary })
  const header = "headers: { x-token: '${ secrets.TOKEN }' }"
  const steps = [
    `- { id: call, uses: http, with: { method: get, endpoint: '${address}/', ${header} } }`,
    '- id: print\n  uses: shell\n  with: { command: echo "$TOKEN"; echo "$TOKEN" >&2, environment: { TOKEN: \'${ secrets.TOKEN }\' } }',
    '- id: broken\n  onFailure: continue\n  uses: shell\n  with: { command: echo "$TOKEN" >&2; exit 3, environment: { TOKEN: \'${ secrets.TOKEN }\' } }',
    `- { id: fail, uses: http, with: { method: get, endpoint: '${address}/fail', ${header} } }`,
  ]
  const made = await app.save(textOf('canary', steps.join('\n'), 'secrets: [TOKEN]\n'))
  await app.call(contract.grantSecret, { automation: 'canary', name: 'TOKEN', secret: 'test.token' })
  const { run } = await app.call(contract.start, { automation: 'canary' })
  const ended = await app.ended(run)
  assert.equal(ended.state, 'failed')
  assert.deepEqual(new Set(seen), new Set([canary]), JSON.stringify(ended.error))
  const shown = await everythingShown(run, made.id)
  for (const form of forms) assert.ok(!shown.includes(form), shown)
  const tables = await app.rows<{ name: string }>(
    "SELECT format('%I.%I', schemaname, tablename) AS name FROM pg_tables WHERE schemaname NOT IN ('pg_catalog', 'information_schema')",
  )
  for (const { name } of tables) {
    const [found] = await app.rows<{ many: string }>(`SELECT count(*) AS many FROM ${name} t WHERE t::text LIKE '%' || $1 || '%'`, [canary])
    assert.equal(found!.many, '0', name)
  }
  assert.equal(await filesWith(forms), '', 'what was written ahead, before a checkpoint')
  await app.rows('CHECKPOINT')
  assert.equal(await filesWith(forms), '')
  assert.match(await filesWith(['x-token']), /\/base\/[^]*\/pg_wal\/|\/pg_wal\/[^]*\/base\//, 'what may be kept is found by this search')
  assert.match(said, /"level":"(trace|debug)"/, 'the log is there')
  for (const form of forms) assert.ok(!said.includes(form), 'the log of the program')
})
