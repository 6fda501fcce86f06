import { join } from 'node:path'
import { startKernel } from '#kernel/build.ts'
import type { Config } from '#kernel/config.ts'
import { say } from '#kernel/console.ts'
import type { Log } from '#kernel/log.ts'
import type { OpenDatabase } from '#kernel/open-database.ts'
import { stopOnSignal } from '#kernel/stop-on-signal.ts'
import type { System } from '#kernel/system.ts'
import { kernelSystems } from '#kernel/systems.ts'
import { writeCliFile } from '#surfaces/cli/cli-file.ts'
import { addDocuments } from '#surfaces/documents/documents-surface.ts'
import { listen } from '#surfaces/http/listen.ts'
import { addOpenApi } from '#surfaces/http/openapi.ts'
import { createHttpServer } from '#surfaces/http/server.ts'
import { addLive } from '#surfaces/live/live-surface.ts'
import { addMcp } from '#surfaces/mcp/mcp-surface.ts'
import { addMetrics } from '#surfaces/metrics/metrics-surface.ts'
import { automations } from '#systems/automations/system.ts'
import { council } from '#systems/council/system.ts'
import { localToken, prepareOwner } from '#systems/identity/public.ts'
import { identity } from '#systems/identity/system.ts'
import { models } from '#systems/models/system.ts'
import { projects } from '#systems/projects/system.ts'

/** Every system, bottom to top: a system calls only those that stand before it. */
export const systems: readonly System[] = [...kernelSystems, identity, projects, models, automations, council]

const web = join(import.meta.dirname, '..', 'dist', 'web')

export interface Begun {
  readonly config: Config
  readonly log: Log
  readonly database: OpenDatabase
  /** When the program was started, in milliseconds of `performance.now()`. */
  readonly began: number
}

/** Starts every system and opens the door. */
export async function serve({ config, log, database, began }: Begun): Promise<void> {
  const kernel = await startKernel({ config, log, connectionString: database.connectionString, systems, onFenced: () => process.exit(70) })
  const http = await createHttpServer({ kernel, systems, web, plugins: [addOpenApi, addLive, addMcp, addMetrics, addDocuments] })
  const port = await listen(http, config.host, config.port)
  const removeCliFile = writeCliFile(config.home, { address: `http://localhost:${port}`, token: localToken, pid: process.pid })
  stopOnSignal(log, [() => removeCliFile(), () => http.close(), () => kernel.stop(), () => database.close()])
  const link = await prepareOwner(kernel)
  say(`Optimus is ready at ${config.publicUrl} after ${((performance.now() - began) / 1000).toFixed(1)} s, with ${database.description}.`)
  say(`Projects are looked for in ${config.roots.join(', ')}.`)
  if (link) say(`Create your account with this link, once: ${link}`)
}
