import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { after, test } from 'node:test'
import { contract as settings } from '#kernel/settings/contract.ts'
import { startAutomations, textOf } from '#tests/support/automations-app.ts'
import { contract } from './contract.ts'

const app = await startAutomations()
const canary = `canary-${randomBytes(16).toString('hex')}`
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

test('a secret that steps use, print and fail with is found nowhere: no row, no file of the database, no answer', async () => {
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
  assert.ok(!(await everythingShown(run, made.id)).includes(canary))
  const tables = await app.rows<{ name: string }>(
    "SELECT format('%I.%I', schemaname, tablename) AS name FROM pg_tables WHERE schemaname NOT IN ('pg_catalog', 'information_schema')",
  )
  for (const { name } of tables) {
    const [found] = await app.rows<{ many: string }>(`SELECT count(*) AS many FROM ${name} t WHERE t::text LIKE '%' || $1 || '%'`, [canary])
    assert.equal(found!.many, '0', name)
  }
  await app.rows('CHECKPOINT')
  const [folder] = await app.rows<{ data_directory: string }>('SHOW data_directory')
  const grep = spawnSync('grep', ['-rlaF', canary, `${folder!.data_directory}/base`], { encoding: 'utf8' })
  assert.deepEqual([grep.status, grep.stdout], [1, ''])
})
