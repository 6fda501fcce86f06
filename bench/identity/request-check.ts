/**
 * What the check of a request costs, beside a small request: node:http and one select by primary key. Both run
 * interleaved in this process, so the ratio holds on any machine. Limits: 0.1 remembered, 1.0 asked anew.
 * Run: node bench/identity/request-check.ts
 */
import { createServer, Agent, get } from 'node:http'
import type { AddressInfo } from 'node:net'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startKernel, type RunningKernel } from '#kernel/build.ts'
import { readConfig } from '#kernel/config.ts'
import { anonymous, type Actor } from '#kernel/actor.ts'
import { createLog } from '#kernel/log.ts'
import { kernelSystems } from '#kernel/systems.ts'
import { contract } from '#systems/identity/contract.ts'
import { prepareOwner } from '#systems/identity/public.ts'
import { identity } from '#systems/identity/system.ts'
import { createDatabase } from '#tests/support/postgres.ts'

const rounds = 15
const perRound = 400

const home = mkdtempSync(join(tmpdir(), 'optimus-bench-home-'))
const config = readConfig({ OPTIMUS_HOME: home, OPTIMUS_PROJECTS: join(home, 'projects') })
const systems = [...kernelSystems, identity]
const kernel = await startKernel({
  config,
  log: createLog('silent'),
  connectionString: await createDatabase(),
  systems,
  onFenced: () => {},
})
try {
  await measure(kernel)
} finally {
  await kernel.stop(1000)
  rmSync(home, { recursive: true, force: true })
}

async function measure(running: RunningKernel): Promise<void> {
  const headers = await credentials(running)
  const request = await smallRequests(running)
  const times = new Map<string, number[]>()
  const note = async (name: string, once: () => Promise<unknown>, count = perRound) => {
    const began = process.cpuUsage()
    for (let done = 0; done < count; done += 1) await once()
    const { user, system } = process.cpuUsage(began)
    times.set(name, [...(times.get(name) ?? []), (user + system) / count])
  }
  for (let round = 0; round < rounds; round += 1) {
    await note('small request', request.once)
    for (const [kind, given] of Object.entries(headers)) {
      const check = () => running.authenticate(given, '127.0.0.1')
      await check()
      await note(`${kind}, remembered`, check)
      await note(`${kind}, asked anew`, async () => {
        await running.query("SELECT pg_notify('optimus_access', 'changed')", [], 'bench.forget')
        await check()
      })
    }
    await note('forgetting', () => running.query("SELECT pg_notify('optimus_access', 'changed')", [], 'bench.forget'))
  }
  request.close()
  report(new Map([...times].map(([name, all]) => [name, median(all)])))
}

function report(medians: ReadonlyMap<string, number>): void {
  const limit = medians.get('small request')!
  for (const [name, raw] of medians) {
    const cost = name.endsWith('anew') ? raw - medians.get('forgetting')! : raw
    console.log(`${name.padEnd(22)} ${cost.toFixed(1).padStart(7)} µs of CPU  ${(cost / limit).toFixed(3)}x`)
  }
}

async function credentials(running: RunningKernel): Promise<Record<string, Record<string, string>>> {
  const token = new URL((await prepareOwner(running))!).searchParams.get('token')!
  const cookies: string[] = []
  const owner = { token, name: 'Mara', email: 'mara@example.com', password: 'correct horse battery' }
  await running.execute({ operation: contract.setUp.id, input: owner, actor: anonymous, surface: 'http', address: '::1', cookies })
  const cookie = cookies[0]!.split(';')[0]!
  const actor = await running.authenticate({ cookie }, '::1')
  const made = await running.execute({ operation: contract.createKey.id, input: { name: 'bench' }, actor, surface: 'http' })
  return {
    session: { cookie },
    key: { authorization: `Bearer ${(made.output as { key: string }).key}` },
    token: { authorization: `Bearer ${await deviceToken(running, actor)}` },
  }
}

async function deviceToken(running: RunningKernel, actor: Actor): Promise<string> {
  const post = async (path: string, fields: Record<string, string>) => {
    const route = identity.routes!.find((one) => one.path === path)!
    const request = new Request(new URL(path, config.publicUrl), { method: 'POST', body: new URLSearchParams(fields) })
    return (await (await route.handle(request, { address: '::1', device: 'A bench', kernel: running })).json()) as Record<string, string>
  }
  const device = await post('/api/auth/device', { client_id: 'optimus-cli' })
  const input = { id: device['user_code'], approve: true }
  await running.execute({ operation: contract.decideAuthorization.id, input, actor, surface: 'http' })
  const grant = 'urn:ietf:params:oauth:grant-type:device_code'
  return (await post('/api/auth/token', { grant_type: grant, client_id: 'optimus-cli', device_code: device['device_code']! }))[
    'access_token'
  ]!
}

/** The caller's own work counts too, as it does for the checks. */
async function smallRequests(running: RunningKernel): Promise<{ once: () => Promise<unknown>; close: () => void }> {
  const server = createServer((_request, response) => {
    running.query('SELECT id, name FROM identity.role WHERE id = $1', ['owner'], 'bench.small').then(
      (found) => response.setHeader('content-type', 'application/json').end(JSON.stringify(found.rows[0])),
      () => response.writeHead(500).end(),
    )
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const agent = new Agent({ keepAlive: true })
  const { port } = server.address() as AddressInfo
  const once = () =>
    new Promise((resolve, reject) => {
      get({ port, host: '127.0.0.1', agent }, (response) => response.resume().on('end', resolve)).on('error', reject)
    })
  return {
    once,
    close: () => {
      agent.destroy()
      server.close()
    },
  }
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]!
}
