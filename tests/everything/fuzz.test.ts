import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import type { FastifyInstance } from 'fastify'
import type { Operation } from '#kernel/contract.ts'
import { kernelSystems } from '#kernel/systems.ts'
import { addLive } from '#surfaces/live/live-surface.ts'
import { addOpenApi } from '#surfaces/http/openapi.ts'
import { createHttpServer } from '#surfaces/http/server.ts'
import { contract as identity } from '#systems/identity/contract.ts'
import { contract as projects } from '#systems/projects/contract.ts'
import { startApp } from '#tests/support/app.ts'
import { signUp, type SignedIn } from '#tests/support/people.ts'
import { temporaryFolder } from '#tests/support/temporary-folder.ts'
import { until } from '#tests/support/until.ts'
import { systems } from '../../src/server.ts'
import { hostileRequest, type Bait, type HostileRequest } from './hostile-request.ts'
import { seededRandom } from './random.ts'

const requests = Number(process.env['OPTIMUS_FUZZ_REQUESTS'] ?? 10_000)
const seed = Number(process.env['OPTIMUS_FUZZ_SEED'] ?? Date.now() % 2 ** 31)
const atOnce = 8

const folder = temporaryFolder()
after(() => folder.remove())
folder.commit('shop', {
  'package.json': JSON.stringify({ name: 'shop', version: '1.0.0', scripts: { hello: 'node -e 0' }, dependencies: { left: '1.0.0' } }),
  'readme.md': '# Shop\n',
})
folder.commit('blog', { 'requirements.txt': 'flask==3.0.0\n', 'app.py': 'print(1)\n' })

const own = systems.filter((system) => !kernelSystems.includes(system))
const operations = systems.flatMap((system) => Object.values(system.contract)) as Operation[]
const broken: string[] = []
const rejections: string[] = []
const onRejection = (reason: unknown) => void rejections.push(reason instanceof Error ? (reason.stack ?? reason.message) : String(reason))

test(`${requests} hostile requests over all operations break nothing (OPTIMUS_FUZZ_SEED=${seed})`, { timeout: 600_000 }, async () => {
  process.on('unhandledRejection', onRejection)
  const app = await startApp({ systems: own, roots: [folder.path], environment: { OPTIMUS_LOG_LEVEL: 'silent' } })
  const http = await createHttpServer({ kernel: app.kernel, systems, web: '/nonexistent', plugins: [addOpenApi, addLive] })
  after(() => http.close())
  const person = await signUp(app)
  await until('both projects are found', async () => (await app.call(projects.list, {})).items.length === 2)
  const known = await app.call(projects.list, {})
  const newKey = async () => (await app.call(identity.createKey, { name: 'fuzz' }, { as: person.actor })).key
  const bait = (key: string): Bait => baitOf(key, person, known.items)
  const random = seededRandom(seed)
  let current = bait(await newKey())
  for (let sent = 0; sent < requests; sent += atOnce) {
    const batch = Array.from({ length: atOnce }, () => hostileRequest(random, random.one(operations), current))
    const statuses = await Promise.all(batch.map((request) => send(http, request)))
    // Some of them revoke the very key they come with; the next ones shall get past the first door again.
    if (statuses.some((status, index) => status === 401 && batch[index]!.headers['authorization'] === `Bearer ${current.key}`)) {
      current = bait(await newKey())
    }
  }
  process.off('unhandledRejection', onRejection)
  assert.deepEqual(broken.slice(0, 20), [], `${broken.length} requests broke something`)
  assert.deepEqual(rejections.slice(0, 5), [])
  const ready = await http.inject({ url: '/readyz', headers: { host: 'localhost' } })
  assert.equal(ready.statusCode, 200)
  assert.equal(({} as Record<string, unknown>)['grants'], undefined)
  const left = await http.inject({ url: '/api/v1/projects', headers: { host: 'localhost', authorization: `Bearer ${await newKey()}` } })
  assert.equal(left.statusCode, 200)
})

function baitOf(key: string, person: SignedIn, items: readonly { id: string; slug: string }[]): Bait {
  return {
    key,
    cookie: person.cookie,
    projects: items.flatMap(({ id, slug }) => [id, slug]),
    ids: [person.person, 'projects.editor', 'projects.list', 'hello', 'npm:left', 'left'],
  }
}

/** The status of the answer; what must not be is remembered with the request that caused it. */
async function send(http: FastifyInstance, request: HostileRequest): Promise<number> {
  try {
    const answer = await http.inject(request)
    if (answer.statusCode >= 500) remember(request, `${answer.statusCode} ${answer.body.slice(0, 300)}`)
    return answer.statusCode
  } catch (error) {
    // Headers and addresses that no HTTP client can send are refused by the injector itself.
    if (!/Invalid character|ERR_INVALID|Invalid URL|must be/.test(String(error))) remember(request, String(error))
    return 0
  }
}

function remember(request: HostileRequest, what: string): void {
  const { authorization: _, ...headers } = request.headers
  const body = typeof request.payload === 'string' ? request.payload.slice(0, 300) : ''
  broken.push(`${request.method} ${request.url.slice(0, 300)} ${body} ${JSON.stringify(headers).slice(0, 200)} -> ${what}`)
}
