// Ours: a real kernel with the real identity check behind the real HTTP surface.
import { mkdtempSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startKernel } from '#kernel/build.ts'
import { readConfig } from '#kernel/config.ts'
import { createLog } from '#kernel/log.ts'
import { kernelSystems } from '#kernel/systems.ts'
import { createHttpServer } from '#surfaces/http/server.ts'
import { contract } from '#systems/identity/contract.ts'
import { localToken, prepareOwner } from '#systems/identity/public.ts'
import { identity } from '#systems/identity/system.ts'
import { itemSystem } from './item-system.ts'
import { prepareItems } from './items.ts'
import { beMeasured } from './measured.ts'

const config = readConfig({
  OPTIMUS_HOME: mkdtempSync(join(tmpdir(), 'optimus-bench-')),
  OPTIMUS_OWNER_EMAIL: 'owner@example.com',
  OPTIMUS_OWNER_PASSWORD: 'correct horse battery',
})
const systems = [...kernelSystems, identity, itemSystem]
const kernel = await startKernel({
  config,
  log: createLog('silent'),
  connectionString: process.argv[2]!,
  systems,
  onFenced: () => process.exit(70),
})
await prepareOwner(kernel)
const item = await prepareItems(kernel.query)
const actor = await kernel.authenticate({ authorization: `Bearer ${localToken}` }, '127.0.0.1')
const made = await kernel.execute({ operation: contract.createKey.id, input: { name: 'bench' }, actor, surface: 'cli' })
const headers = { authorization: `Bearer ${(made.output as { key: string }).key}` }
const http = await createHttpServer({ kernel, systems, web: '/nonexistent' })
await http.listen({ host: '127.0.0.1', port: 0 })
const auth = { calls: 20_000, once: () => kernel.authenticate(headers, '127.0.0.1') }
beMeasured({ port: (http.server.address() as AddressInfo).port, item, headers }, { auth })
