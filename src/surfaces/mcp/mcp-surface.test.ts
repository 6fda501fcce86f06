import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client'
import { StdioClientTransport } from '@modelcontextprotocol/client/stdio'
import { contract as approvals } from '#kernel/approvals/contract.ts'
import { writeCliFile } from '#surfaces/cli/cli-file.ts'
import { contract as identity } from '#systems/identity/contract.ts'
import { serveApp } from '#tests/support/served-app.ts'
import { until } from '#tests/support/until.ts'

const app = await serveApp()
const bridge = join(import.meta.dirname, '..', 'cli', 'cli.ts')

interface Result {
  readonly isError?: boolean
  readonly text: string
  readonly structured: Record<string, any>
}

for (const mode of ['legacy', 'auto'] as const) {
  test(`a ${mode === 'auto' ? 'current' : '2025'} client finds operations and calls them`, async () => {
    const client = await connect(app.token, mode)
    const tools = await client.listTools()
    const names = tools.tools.map((tool) => tool.name)
    assert.deepEqual(names, ['runs_list', 'runs_get', 'approvals_get', 'find_operations', 'call_operation'])
    assert.deepEqual(tools.tools[0]!.annotations, {
      readOnlyHint: true,
      destructiveHint: false,
      idempotentHint: true,
      openWorldHint: false,
    })
    const found = await call(client, 'find_operations', { words: 'put something' })
    assert.equal(found.structured['items'][0].id, 'probe.put')
    const schema = await call(client, 'find_operations', { ids: ['probe.put'] })
    assert.deepEqual(schema.structured['items'][0].input.required, ['name'])
    const put = await call(client, 'call_operation', { operation: 'probe.put', input: { name: 'x' } })
    assert.deepEqual(put.structured, { name: 'x', note: null, tags: [], loud: true })
    await client.close()
  })
}

test('an argument that a tool does not take is refused by its name, not dropped', async () => {
  const client = await connect(app.token)
  const wrong = [
    ['find_operations', { word: 'put' }, 'word'],
    ['find_operations', { words: 7 }, 'words'],
    ['find_operations', { ids: Array.from({ length: 21 }, () => 'probe.put') }, 'ids'],
    ['call_operation', { operation: 'probe.put', arguments: { name: 'x' } }, 'arguments'],
    ['call_operation', {}, 'operation'],
  ] as const
  for (const [tool, given, path] of wrong) {
    const { isError, structured } = await call(client, tool, given)
    assert.deepEqual(
      [isError, structured['code'], structured['errors'][0].path],
      [true, 'kernel.invalid_input', path],
      JSON.stringify(given),
    )
  }
  await client.close()
})

test('something dangerous waits for a person and is done once after they allowed it', async () => {
  const client = await connect(app.token)
  const wipe = { operation: 'probe.wipe', input: { name: 'amber' } }
  const first = await call(client, 'call_operation', { ...wipe, reason: 'It is old.' })
  assert.equal(first.isError, true)
  assert.equal(first.structured['code'], 'kernel.approval_required')
  const { id, page } = first.structured['approval'] as { id: string; page: string }
  assert.match(page, new RegExp(`/approvals/${id}$`))
  const early = await call(client, 'call_operation', { ...wipe, approval: id })
  assert.equal(early.isError, true)
  await app.call(approvals.approve, { id }, { as: app.owner })
  const other = await call(client, 'call_operation', { operation: 'probe.wipe', input: { name: 'birch' }, approval: id })
  assert.equal(other.isError, true, 'an approval is for one input')
  const done = await call(client, 'call_operation', first.structured['again'].arguments)
  assert.equal(done.isError, undefined)
  assert.equal((await call(client, 'call_operation', first.structured['again'].arguments)).isError, true, 'it is used up')
  await client.close()
})

test('a long operation answers with a run that runs_get shows', async () => {
  const client = await connect(app.token)
  const { structured, text } = await call(client, 'call_operation', { operation: 'probe.work' })
  assert.match(text, /^The run .* was started; runs_get/)
  const run = await until('the end of the run', async () => {
    const shown = await call(client, 'runs_get', { id: structured['run'] })
    return shown.structured['state'] === 'done' && shown.structured
  })
  assert.deepEqual(run['output'], { text: 'heard' })
  await client.close()
})

test('problems are results with code and sentence; long answers are cut and say so; old operations warn', async () => {
  const client = await connect(app.token)
  const wrong = await call(client, 'call_operation', { operation: 'probe.put', input: {} })
  assert.deepEqual([wrong.isError, wrong.structured['code'], wrong.structured['errors'][0].path], [true, 'kernel.invalid_input', 'name'])
  assert.match((await call(client, 'call_operation', { operation: 'no.such' })).text, /^kernel\.not_found: There is no operation no\.such/)
  assert.match((await call(client, 'nonsense', {})).text, /^kernel\.not_found: There is no tool nonsense/)
  const long = await call(client, 'call_operation', { operation: 'probe.list', input: { big: true } })
  assert.match(long.structured['truncated'], /Only 1 of the 3 items/)
  assert.match(
    (await call(client, 'call_operation', { operation: 'probe.old' })).text,
    /^probe\.old is deprecated since 2026-01-02; use probe\.list\./,
  )
  await client.close()
})

test('nobody gets in without a credential, and a key only gets what its rights allow', async () => {
  const body = JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'tools/list' })
  const post = (headers: Record<string, string>) =>
    fetch(`${app.address}/mcp`, {
      method: 'POST',
      body,
      headers: { 'content-type': 'application/json', accept: 'application/json, text/event-stream', ...headers },
    })
  const stranger = await post({})
  assert.equal(stranger.status, 401)
  const metadata = /resource_metadata="([^"]+)"/.exec(stranger.headers.get('www-authenticate')!)![1]!
  assert.equal(new URL(metadata).pathname, '/.well-known/oauth-protected-resource/mcp', 'where a program learns whom to ask')
  assert.equal((await post({ cookie: 'optimus_session=x' })).status, 401)
  assert.equal((await post({ authorization: `Bearer ${app.token}`, origin: 'https://evil.example' })).status, 403)
  const { key } = await app.call(identity.createKey, { name: 'robot', permissions: ['probe:read'] }, { as: app.owner })
  const client = await connect(key)
  assert.deepEqual(
    (await client.listTools()).tools.map((tool) => tool.name),
    ['find_operations', 'call_operation'],
  )
  const refused = await call(client, 'call_operation', { operation: 'probe.put', input: { name: 'x' } })
  assert.equal(refused.structured['code'], 'kernel.forbidden')
  await client.close()
})

test('optimus mcp passes the protocol between standard input and output and the server', async () => {
  const client = new Client({ name: 'test', version: '1' }, { versionNegotiation: { mode: 'auto' } })
  const args = [bridge, 'mcp']
  await client.connect(
    new StdioClientTransport({ command: process.execPath, args, env: { OPTIMUS_HOME: app.home, PATH: process.env['PATH']! } }),
  )
  const listed = await call(client, 'call_operation', { operation: 'probe.list', input: { limit: 1 } })
  assert.equal(listed.structured['items'][0].slug, 'amber')
  await client.close()
})

test('optimus mcp waits for a server that starts later', async () => {
  const home = mkdtempSync(join(tmpdir(), 'optimus-bridge-test-'))
  const child = spawn(process.execPath, [bridge, 'mcp'], { env: { OPTIMUS_HOME: home, HOME: home, PATH: process.env['PATH'] } })
  const seen = { out: '', err: '' }
  child.stdout.on('data', (part) => (seen.out += part))
  child.stderr.on('data', (part) => (seen.err += part))
  const params = { protocolVersion: '2025-11-25', capabilities: {}, clientInfo: { name: 'test', version: '1' } }
  child.stdin.write(`not JSON\n${JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'initialize', params })}\n`)
  await until('the bridge waits', async () => seen.err.includes('waiting for it'))
  writeCliFile(home, { address: app.address, token: app.token, pid: process.pid })
  await until('the answer', async () => seen.out.includes('"serverInfo"'))
  assert.equal((JSON.parse(seen.out.split('\n')[0]!) as { error: { code: number } }).error.code, -32_700)
  child.stdin.end()
  const code = await new Promise((resolve) => child.on('close', resolve))
  assert.equal(code, 0)
  rmSync(home, { recursive: true })
})

async function connect(token: string, mode: 'legacy' | 'auto' = 'auto'): Promise<Client> {
  const client = new Client({ name: 'test', version: '1' }, { versionNegotiation: { mode } })
  await client.connect(
    new StreamableHTTPClientTransport(new URL('/mcp', app.address), { requestInit: { headers: { authorization: `Bearer ${token}` } } }),
  )
  return client
}

async function call(client: Client, name: string, args: Record<string, unknown>): Promise<Result> {
  const result = await client.callTool({ name, arguments: args })
  const [first] = result.content as { text: string }[]
  return { isError: result.isError as boolean | undefined, text: first!.text, structured: result.structuredContent as Record<string, any> }
}
