import { program, type Actor } from '#kernel/actor.ts'
import { systemClock } from '#kernel/clock.ts'
import { readConfig } from '#kernel/config.ts'
import type { StartOptions } from '#kernel/context.ts'
import { inTransaction, openPool, queryOn, type Query } from '#kernel/database.ts'
import { startEngine, type RunningEngine } from '#kernel/durable/start-engine.ts'
import { connectionOf } from '#kernel/executor/connection.ts'
import { execute } from '#kernel/executor/execute.ts'
import type { Machinery } from '#kernel/executor/context.ts'
import { newId } from '#kernel/ids.ts'
import type { Host } from '#kernel/kernel.ts'
import { createLog } from '#kernel/log.ts'
import { openOutbox } from '#kernel/outbox/open-outbox.ts'
import { startRun } from '#kernel/outbox/write.ts'
import { buildRegistry } from '#kernel/registry.ts'
import { runs } from '#kernel/runs/system.ts'
import { defineSystem, type System } from '#kernel/system.ts'
import { vaultWith } from '#kernel/vault.ts'
import type { WorkflowDefinition } from '#kernel/workflow.ts'

/** A node of the engine with its outbox, as the program composes it, but on a host of the test's choice. */
export interface DurableNode {
  readonly id: string
  readonly engine: RunningEngine
  readonly machinery: Machinery
  readonly query: Query
  /** Asks for a run as an operation would; answers its id. */
  ask(workflow: WorkflowDefinition<any, any>, input: unknown, options?: StartOptions): Promise<string>
  stop(drainMilliseconds?: number): Promise<void>
}

export interface NodeOptions {
  readonly url: string
  readonly systems: readonly System[]
  readonly host?: Host
  readonly home?: string
  readonly onFenced?: () => void
}

export const testHost: Host = { id: 'aaaaaaaaaaaaaaaa', name: 'alpha' }

export async function startNode({
  url,
  systems,
  host = testHost,
  home = '/nowhere',
  onFenced = () => {},
}: NodeOptions): Promise<DurableNode> {
  const log = createLog(process.env['OPTIMUS_LOG_LEVEL'] ?? 'silent')
  const registry = buildRegistry([runs, ...systems])
  const id = `${host.id}.${newId()}`
  const pool = openPool(url, { application_name: `optimus:${id}` })
  const query = queryOn(pool)
  const machinery: Machinery = {
    config: readConfig({ OPTIMUS_HOME: home }),
    log,
    clock: systemClock,
    vault: vaultWith(Buffer.alloc(32)),
    pool,
    query,
    host,
    operations: registry.operations,
    rates: new Map(),
    resolveProject: () => Promise.resolve(null),
    execute: (call) => execute(machinery, call),
  }
  const engine = await startEngine({ machinery, registry, node: id, connectionString: url, onFenced })
  const outbox = await openOutbox({ machinery, registry, engine, connection: { url, name: `optimus:${id}` } })
  return {
    id,
    engine,
    machinery,
    query,
    ask: (workflow, input, options) => ask(url, { workflow, input, options, host }, pool),
    async stop(drain = 500) {
      await outbox.stop()
      await engine.stop(drain)
      await pool.end()
    },
  }
}

interface Asked {
  readonly workflow: WorkflowDefinition<any, any>
  readonly input: unknown
  readonly actor?: Actor
  readonly options?: StartOptions
  readonly host?: Host
}

/** Asks for a run without a node of one's own: the row and its outbox row, in one transaction. */
export async function ask(
  url: string,
  { workflow, input, options, actor = program, host = testHost }: Asked,
  given?: ReturnType<typeof openPool>,
): Promise<string> {
  const pool = given ?? openPool(url, { max: 1 })
  try {
    return await inTransaction(pool, (client) => startRun(connectionOf(client), { workflow, input: input as never, options, actor, host }))
  } finally {
    if (!given) await pool.end()
  }
}

/** A system that has only these workflows and schedules. */
export function systemOf(
  id: string,
  parts: Pick<System, 'workflows' | 'schedules' | 'operations' | 'contract'> | Pick<System, 'workflows' | 'schedules'>,
): System {
  return defineSystem({ id, summary: 'For tests', needs: [], contract: {}, operations: [], ...parts })
}

/** Waits until the query answers a row; polling, because it waits for other processes. */
export async function until<R extends object>(
  query: Query,
  text: string,
  values: readonly unknown[] = [],
  milliseconds = 20_000,
): Promise<R> {
  const end = Date.now() + milliseconds
  for (;;) {
    const row = await query<R>(text, values).then(
      (found) => found.rows[0],
      () => undefined,
    )
    if (row) return row
    if (Date.now() > end) throw new Error(`Not within ${milliseconds} ms: ${text} ${JSON.stringify(values)}`)
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
}

export interface EndedRun {
  readonly state: string
  readonly output: unknown
  readonly error: string | null
  readonly reason: string | null
}

export function untilEnded(query: Query, run: string, milliseconds?: number): Promise<EndedRun> {
  return until<EndedRun>(
    query,
    `SELECT state, output, error, reason FROM kernel.run WHERE id = $1 AND state IN ('done', 'failed', 'cancelled')`,
    [run],
    milliseconds,
  )
}
