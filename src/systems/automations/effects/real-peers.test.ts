import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { createHash, randomBytes } from 'node:crypto'
import { statSync } from 'node:fs'
import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import { dirname, join } from 'node:path'
import { after, test } from 'node:test'
import { promisify } from 'node:util'
import { kernelSystems } from '#kernel/systems.ts'
import { contract as settings } from '#kernel/settings/contract.ts'
import { addOpenApi } from '#surfaces/http/openapi.ts'
import { createHttpServer } from '#surfaces/http/server.ts'
import { addMcp } from '#surfaces/mcp/mcp-surface.ts'
import { contract as identityContract } from '#systems/identity/contract.ts'
import { identity } from '#systems/identity/system.ts'
import { startAutomations, type EndedRun } from '#tests/support/automations-app.ts'
import { contract } from '../contract.ts'
import { automations } from '../system.ts'

const app = await startAutomations()
const systems = [...kernelSystems, identity, automations]
const http = await createHttpServer({ kernel: app.kernel, systems, web: '/nonexistent', plugins: [addOpenApi, addMcp] })
const ours = (await http.listen({ host: '127.0.0.1', port: 0 })).replace('127.0.0.1', 'localhost')
after(() => http.close())
// The description says under which address the API is reached.
Object.assign(app.kernel.config, { publicUrl: ours })

async function served(listener: RequestListener): Promise<string> {
  const server = createServer(listener)
  after(() => {
    server.closeAllConnections()
    server.close()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

interface Peer {
  readonly secrets: Readonly<Record<string, string>>
  readonly use?: object
}

/** Runs one call of the DSL with secrets of the vault granted to it. */
async function call(name: string, task: object, { secrets, use = {} }: Peer): Promise<EndedRun> {
  const document = { dsl: '1.0.3', namespace: 'peers', name, version: '0.1.0' }
  await app.save(
    JSON.stringify({
      document,
      use: { ...(Object.keys(secrets).length > 0 ? { secrets: Object.keys(secrets) } : {}), ...use },
      do: [{ ask: task }],
    }),
  )
  for (const [secret, value] of Object.entries(secrets)) {
    const kept = `peers.${name}${secret}`.replaceAll('-', '')
    await app.call(settings.setSecret, { name: kept, value })
    await app.call(contract.grantSecret, { automation: name, name: secret, secret: kept })
  }
  return app.ended((await app.call(contract.start, { automation: name })).run)
}

const { key } = await app.call(identityContract.createKey, { name: 'peer' })
const mcp = (method: string, parameters?: object) => ({
  call: 'mcp',
  with: {
    method,
    ...(parameters ? { parameters } : {}),
    transport: { http: { endpoint: { uri: `${ours}/mcp`, authentication: { bearer: { use: 'KEY' } } } } },
  },
})

test('tools of a real MCP server are listed and called: that of Optimus itself', async () => {
  const listed = await call('mcp-list', mcp('tools/list'), { secrets: { KEY: key } })
  assert.equal(listed.error, null)
  const tools = (listed.output as { tools: { name: string }[] }).tools.map(({ name }) => name)
  assert.ok(tools.includes('find_operations'), tools.join(', '))
  const called = await call('mcp-call', mcp('tools/call', { name: 'find_operations', arguments: { words: 'list automations' } }), {
    secrets: { KEY: key },
  })
  assert.equal(called.error, null)
  assert.match(JSON.stringify(called.output), /automations/)
  const shut = await call('mcp-shut', mcp('tools/list'), { secrets: { KEY: 'opt_wrong' } })
  assert.equal(shut.state, 'failed')
})

test('a server of the official SDK is asked over its standard streams, as a process that ends with the call', async (t) => {
  const script = join(import.meta.dirname, '../../../../tests/support/mcp-stdio-server.ts')
  if (!everybodyReaches(script)) return t.skip('the users of steps cannot reach the folder of this clone')
  const transport = { stdio: { command: process.execPath, arguments: [script], environment: { WHO: 'mara' } } }
  const task = { call: 'mcp', with: { method: 'tools/call', parameters: { name: 'add', arguments: { a: 2, b: 40 } }, transport } }
  const run = await call('mcp-stdio', task, { secrets: {} })
  assert.equal(run.error, null)
  assert.deepEqual((run.output as { content: unknown }).content, [{ type: 'text', text: '42 for mara' }])
})

/** Whether a user who is nobody here may read a file: steps run as such. */
function everybodyReaches(path: string): boolean {
  if ((statSync(path).mode & 0o004) === 0) return false
  for (let folder = dirname(path); ; folder = dirname(folder)) {
    if ((statSync(folder).mode & 0o001) === 0) return false
    if (folder === dirname(folder)) return true
  }
}

test('an operation is called as a real OpenAPI document describes it: that of Optimus itself', async () => {
  const operation = (operationId: string, parameters: object) => ({
    call: 'openapi',
    with: {
      document: { endpoint: { uri: `${ours}/api/openapi.json`, authentication: { bearer: { use: 'KEY' } } } },
      operationId,
      parameters,
      authentication: { bearer: { use: 'KEY' } },
    },
  })
  const written = await call('api-write', operation('automations.setState', { scope: 'global', key: 'peer', value: { a: [1] } }), {
    secrets: { KEY: key },
  })
  assert.equal(written.error, null)
  const read = await call('api-read', operation('automations.getState', { scope: 'global', key: 'peer' }), { secrets: { KEY: key } })
  assert.equal(read.error, null)
  assert.deepEqual((read.output as { found: { value: unknown } }).found.value, { a: [1] })
})

test('OAuth2 client credentials get a token of a certified provider, by both ways of showing the secret', async () => {
  const { Provider } = await import('oidc-provider')
  let handle: RequestListener = () => {}
  const issuer = await served((request, response) => handle(request, response))
  const client = (id: string, method: 'client_secret_basic' | 'client_secret_post') => ({
    client_id: id,
    client_secret: `${id} has a secret that is long enough`,
    grant_types: ['client_credentials'],
    redirect_uris: [],
    response_types: [],
    token_endpoint_auth_method: method,
  })
  const provider = new Provider(issuer, {
    clients: [client('by-post', 'client_secret_post'), client('by-basic', 'client_secret_basic')] as never,
    features: { clientCredentials: { enabled: true }, devInteractions: { enabled: false } } as never,
    cookies: { keys: ['only for tests'] },
    ttl: { ClientCredentials: 300 } as never,
  } as never)
  handle = provider.callback() as RequestListener
  const api = await served(async (request, response) => {
    const token = /^Bearer (.+)$/.exec(request.headers.authorization ?? '')?.[1]
    const found = token && (await (provider as unknown as Found).ClientCredentials.find(token))
    response
      .writeHead(found ? 200 : 401, { 'content-type': 'application/json' })
      .end(JSON.stringify({ for: found ? found.clientId : null }))
  })
  const policy = (id: string, more: object) => ({
    authority: issuer,
    grant: 'client_credentials',
    client: { id, secret: '${ $secrets.SECRET }', ...more },
  })
  const ask = (authentication: object) => ({ call: 'http', with: { method: 'get', endpoint: { uri: `${api}/`, authentication } } })
  const secretOf = (id: string) => ({ secrets: { SECRET: `${id} has a secret that is long enough` } })
  const post = await call(
    'oauth-post',
    ask({ oauth2: { ...policy('by-post', { authentication: 'client_secret_post' }), endpoints: { token: '/token' } } }),
    secretOf('by-post'),
  )
  assert.deepEqual([post.error, post.output], [null, { for: 'by-post' }])
  const basic = await call('oidc-basic', ask({ oidc: policy('by-basic', { authentication: 'client_secret_basic' }) }), secretOf('by-basic'))
  assert.deepEqual([basic.error, basic.output], [null, { for: 'by-basic' }])
  const wrong = await call('oauth-wrong', ask({ oidc: policy('by-post', {}) }), { secrets: { SECRET: 'another secret of the client' } })
  assert.equal(wrong.state, 'failed')
})

interface Found {
  readonly ClientCredentials: { find(token: string): Promise<{ clientId: string } | undefined> }
}

for (const algorithm of ['MD5', 'SHA-256'] as const)
  test(`digest authentication with ${algorithm} is taken by a server that takes curl's`, async (t) => {
    const address = await served(digestServer(algorithm))
    const curl = promisify(execFile)(curlProgram, ['--silent', '--digest', '--user', 'mara:open sesame', `${address}/a?b=1`])
    const spoken = await curl.catch((error: NodeJS.ErrnoException) => (error.code === 'ENOENT' ? null : Promise.reject(error)))
    if (spoken === null) t.diagnostic('There is no curl: nobody vouches for the server of this test.')
    else assert.equal(spoken.stdout, '{"open":true}')
    const task = {
      call: 'http',
      with: { method: 'get', endpoint: { uri: `${address}/a?b=1`, authentication: { digest: { use: 'LOGIN' } } } },
    }
    const name = `digest-${algorithm.toLowerCase()}`
    const run = await call(name, task, { secrets: { LOGIN: JSON.stringify({ username: 'mara', password: 'open sesame' }) } })
    assert.deepEqual([run.error, run.output], [null, { open: true }])
    const shut = await call(`${name}-wrong`, task, { secrets: { LOGIN: JSON.stringify({ username: 'mara', password: 'close' }) } })
    assert.deepEqual([shut.state, shut.error?.status], ['failed', 401])
  })

const curlProgram = 'curl'

/** RFC 7616 with qop=auth: each nonce counts once. */
function digestServer(algorithm: 'MD5' | 'SHA-256'): RequestListener {
  const open = new Set<string>()
  const hash = (text: string): string =>
    createHash(algorithm === 'MD5' ? 'md5' : 'sha256')
      .update(text)
      .digest('hex')
  return (request, response) => {
    const given = Object.fromEntries(
      [...(request.headers.authorization ?? '').matchAll(/(\w+)="?([^",]+)"?/g)].map(([, name, value]) => [name!, value!]),
    )
    const { nonce = '', nc, cnonce, uri, response: proof } = given
    const wanted = hash(`${hash('mara:the door:open sesame')}:${nonce}:${nc}:${cnonce}:auth:${hash(`${request.method}:${request.url}`)}`)
    if (open.delete(nonce) && uri === request.url && proof === wanted) {
      return void response.setHeader('content-type', 'application/json').end('{"open":true}')
    }
    const fresh = randomBytes(12).toString('hex')
    open.add(fresh)
    const challenge = `Digest realm="the door", qop="auth", algorithm=${algorithm}, nonce="${fresh}", opaque="o"`
    response.writeHead(401, { 'www-authenticate': challenge }).end()
  }
}
