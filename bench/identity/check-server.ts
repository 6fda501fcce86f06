// The check of a request by session, key and token: remembered, and asked of the database every time.
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { anonymous, type Actor } from '#kernel/actor.ts'
import { startKernel } from '#kernel/build.ts'
import { readConfig } from '#kernel/config.ts'
import { createLog } from '#kernel/log.ts'
import { kernelSystems } from '#kernel/systems.ts'
import { contract } from '#systems/identity/contract.ts'
import { prepareOwner } from '#systems/identity/public.ts'
import { identity } from '#systems/identity/system.ts'
import { beMeasured, type Work } from '../http/measured.ts'

const config = readConfig({ OPTIMUS_HOME: mkdtempSync(join(tmpdir(), 'optimus-bench-')) })
const kernel = await startKernel({
  config,
  log: createLog('silent'),
  connectionString: process.argv[2]!,
  systems: [...kernelSystems, identity],
  onFenced: () => process.exit(70),
})
// Each object has a memory of its own. The first one's is begun; the other's proves nothing, so that each check asks the database.
const watched = { ...kernel }
await identity.begin!(watched)
const remembering = identity.authenticate!(watched)
const forgetful = identity.authenticate!({ ...kernel })

const works: Record<string, Work> = {}
for (const [kind, headers] of Object.entries(await credentials())) {
  works[`${kind}, remembered`] = { calls: 20_000, once: () => remembering({ headers, address: '127.0.0.1' }) }
  // As many at a time as the small requests it is held against: a lonely question wakes the process for each answer.
  works[`${kind}, asked anew`] = { calls: 400, parallel: 8, once: () => forgetful({ headers, address: '127.0.0.1' }) }
  await untilRemembered(headers)
}
beMeasured({ port: 0, item: '', headers: {} }, works)
// What is remembered counts while it is proven, and nothing is proven while nobody calls.
setInterval(() => void Object.values(works)[0]!.once(), 500)

/** What is remembered is answered at once, without a promise. */
async function untilRemembered(headers: Record<string, string>): Promise<void> {
  for (let tries = 0; tries < 1000; tries += 1) {
    const answer = remembering({ headers, address: '127.0.0.1' })
    if (!(answer instanceof Promise)) return
    await answer
    await pause(10)
  }
  throw new Error('What passed the check is never remembered.')
}

async function credentials(): Promise<Record<string, Record<string, string>>> {
  const token = new URL((await prepareOwner(kernel))!).hash.replace('#token=', '')
  const cookies: string[] = []
  const owner = { token, name: 'Mara', email: 'mara@example.com', password: 'correct horse battery' }
  await kernel.execute({ operation: contract.setUp.id, input: owner, actor: anonymous, surface: 'http', address: '::1', cookies })
  const cookie = cookies[0]!.split(';')[0]!
  const actor = await kernel.authenticate({ cookie }, '::1')
  const made = await kernel.execute({ operation: contract.createKey.id, input: { name: 'bench' }, actor, surface: 'http' })
  return {
    session: { cookie },
    key: { authorization: `Bearer ${(made.output as { key: string }).key}` },
    token: { authorization: `Bearer ${await deviceToken(actor)}` },
  }
}

async function deviceToken(actor: Actor): Promise<string> {
  const device = await post('/api/auth/device', { client_id: 'optimus-cli' })
  const input = { id: device['user_code'], approve: true }
  await kernel.execute({ operation: contract.decideAuthorization.id, input, actor, surface: 'http' })
  const grant = { grant_type: 'urn:ietf:params:oauth:grant-type:device_code', client_id: 'optimus-cli' }
  return (await post('/api/auth/token', { ...grant, device_code: device['device_code']! }))['access_token']!
}

async function post(path: string, fields: Record<string, string>): Promise<Record<string, string>> {
  const route = identity.routes!.find((one) => one.path === path)!
  const request = new Request(new URL(path, config.publicUrl), { method: 'POST', body: new URLSearchParams(fields) })
  return (await (await route.handle(request, { address: '::1', device: 'A bench', kernel })).json()) as Record<string, string>
}
