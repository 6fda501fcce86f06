import { join } from 'node:path'
import { anonymous, type Actor } from './actor.ts'
import { systemClock, type Clock } from './clock.ts'
import type { Config } from './config.ts'
import { openPool, openSession, queryOn } from './database.ts'
import { startEngine, type RunningEngine } from './durable/start-engine.ts'
import { sessionName } from './durable/takeover.ts'
import { freeContext, type Machinery } from './executor/context.ts'
import { execute, runNested } from './executor/execute.ts'
import { readHost } from './host.ts'
import { newId } from './ids.ts'
import type { Kernel } from './kernel.ts'
import type { Log } from './log.ts'
import { migrate } from './migrations.ts'
import type { LiveReader } from './outbox/live.ts'
import { openOutbox } from './outbox/open-outbox.ts'
import { buildRegistry, type Registry } from './registry.ts'
import type { System } from './system.ts'
import { openVault, proveVaultKey } from './vault.ts'

export interface KernelOptions {
  readonly config: Config
  readonly log: Log
  readonly connectionString: string
  readonly systems: readonly System[]
  readonly clock?: Clock
  /** Called when another node took this one for dead: the process has to end at once. */
  readonly onFenced: () => void
}

export interface RunningKernel extends Kernel {
  readonly registry: Registry
  /** Ends watchers, finishes running steps within the time given, closes every connection. */
  stop(drainMilliseconds?: number): Promise<void>
}

/** Migrates the database, builds every part of the kernel in order, and begins the systems' own watchers. */
export async function startKernel(options: KernelOptions): Promise<RunningKernel> {
  const { config, log, connectionString, systems } = options
  const registry = buildRegistry(systems)
  await migrateAll(options)
  const host = readHost(config.home)
  const node = `${host.id}.${newId()}`
  const pool = openPool(connectionString, { application_name: sessionName(node) })
  const query = queryOn(pool)
  const vault = openVault(config.home, config.vaultKey)
  await proveVaultKey(vault, query)
  const resolver = systems.find((system) => system.resolveProject)?.resolveProject
  const machinery: Machinery = {
    config,
    log,
    clock: options.clock ?? systemClock,
    vault,
    pool,
    query,
    host,
    operations: registry.operations,
    rates: new Map(),
    resolveProject: resolver ?? (() => Promise.resolve(null)),
    execute: (call) => execute(machinery, call),
  }
  const engine = await startEngine({ machinery, registry, node, connectionString, onFenced: options.onFenced })
  const outbox = await openOutbox({ machinery, registry, engine, connection: { url: connectionString, name: sessionName(node) } })
  const kernel = assemble({ machinery, registry, node, engine, live: outbox.live })
  const endings = await beginSystems(kernel, systems)
  return Object.assign(kernel, {
    registry,
    async stop(drainMilliseconds = 8000) {
      await Promise.allSettled(endings.map((end) => end()))
      await outbox.stop()
      await engine.stop(drainMilliseconds)
      await pool.end()
    },
  })
}

async function migrateAll({ connectionString, systems, log }: KernelOptions): Promise<void> {
  const session = await openSession(connectionString)
  try {
    const own = { system: 'kernel', folder: join(import.meta.dirname, 'migrations') }
    const sets = systems.flatMap(({ id, migrations }) => (migrations ? [{ system: id, folder: migrations }] : []))
    await migrate(session, [own, ...sets], log)
  } finally {
    await session.end()
  }
}

interface Parts {
  readonly machinery: Machinery
  readonly registry: Registry
  readonly node: string
  readonly engine: RunningEngine
  readonly live: LiveReader
}

function assemble({ machinery, registry, node, engine, live }: Parts): Kernel {
  const { config, log, clock, vault, pool, query, host } = machinery
  const kernel: Kernel = {
    config,
    log,
    clock,
    vault,
    pool,
    query,
    host,
    node,
    engine,
    live,
    operations: registry.operations,
    events: registry.events,
    execute: (call) => execute(machinery, call),
    authenticate: (headers, address) => check({ headers, address }),
    context: (actor, surface = 'inside') => freeContext(machinery, { name: 'kernel.context', actor, surface, nested: runNested }),
  }
  const authenticate = registry.systems.find((system) => system.authenticate)?.authenticate?.(kernel)
  const check = async (credentials: Parameters<NonNullable<typeof authenticate>>[0]): Promise<Actor> => {
    if (!authenticate) return anonymous
    return (await authenticate(credentials)) ?? anonymous
  }
  return kernel
}

async function beginSystems(kernel: Kernel, systems: readonly System[]): Promise<(() => Promise<void>)[]> {
  const ends = await Promise.all(systems.map(async (system) => system.begin?.(kernel)))
  return ends.filter((end) => end !== undefined).reverse()
}
