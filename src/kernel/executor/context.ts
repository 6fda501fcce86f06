import type { z } from 'zod'
import { reach, type Actor } from '../actor.ts'
import type { Call } from '../call.ts'
import type { Clock } from '../clock.ts'
import type { Config } from '../config.ts'
import type { Ctx, Startable, StartOptions, Surface } from '../context.ts'
import type { OperationDeclaration } from '../contract.ts'
import { readCookie } from '../cookie.ts'
import { inTransaction, type Pool, type Query } from '../database.ts'
import { newId } from '../ids.ts'
import type { Host } from '../kernel.ts'
import type { Log } from '../log.ts'
import type { BoundOperation } from '../operation.ts'
import { emitEvent, startRun } from '../outbox/write.ts'
import type { Vault } from '../vault.ts'
import { version } from '../version.ts'
import { connectionOf, type Connection } from './connection.ts'
import type { RateLimits } from './rate-limit.ts'

/** What the executor works with; built once at start. */
export interface Machinery {
  readonly config: Config
  readonly log: Log
  readonly clock: Clock
  readonly vault: Vault
  readonly pool: Pool
  readonly query: Query
  readonly host: Host
  readonly operations: ReadonlyMap<string, BoundOperation>
  readonly rates: RateLimits
  readonly resolveProject: (ctx: Ctx, idOrSlug: string) => Promise<string | null>
}

export type Nested = (machinery: Machinery, call: Call & { requestId: string }, connection: Connection) => Promise<unknown>

/** Builds the `ctx` of one call. Cheap on purpose: every request pays for it. */
export function buildContext(
  machinery: Machinery,
  declaration: Pick<OperationDeclaration, 'permission'> & { readonly id: string },
  call: Call & { requestId: string },
  connection: Connection,
  nested: Nested,
): Ctx {
  const { actor, surface } = call
  return {
    actor,
    surface,
    requestId: call.requestId,
    host: machinery.host,
    version,
    config: machinery.config,
    device: call.device ?? 'Unknown device',
    address: call.address ?? null,
    ifMatch: call.ifMatch ?? null,
    get projects() {
      return reach(actor, declaration.permission)
    },
    query: connection.query,
    clock: machinery.clock,
    vault: machinery.vault,
    signal: call.signal ?? never,
    get log() {
      return machinery.log.child({ op: declaration.id, request: call.requestId })
    },
    operations: machinery.operations,
    resolveProject(idOrSlug) {
      return machinery.resolveProject(this, idOrSlug)
    },
    sendCookie: (cookie) => void call.cookies?.push(cookie),
    readCookie: (name) => readCookie(call.cookie, name),
    identify: (person) => void (call.identified && (call.identified.person = person)),
    id: newId,
    emit: (event, payload, project = null) => emitEvent(connection, { event, payload, project, actor: actor.id }),
    start: <I extends z.ZodObject>(workflow: Startable<I>, input: z.input<I>, options?: StartOptions) => {
      const start = { workflow, input, options, actor, host: machinery.host }
      return connection.client
        ? startRun(connection, start)
        : inTransaction(machinery.pool, (client) => startRun(connectionOf(client), start))
    },
    call: (operation, input) => nested(machinery, { ...call, operation: operation.id, input, idempotencyKey: null }, connection) as never,
    transaction: (work) =>
      connection.client
        ? work(buildContext(machinery, declaration, call, connection, nested))
        : inTransaction(machinery.pool, (client) => work(buildContext(machinery, declaration, call, connectionOf(client), nested))),
  }
}

/** A context outside of any call: watchers, samplers, reactions and steps. */
export function freeContext(machinery: Machinery, source: FreeContext): Ctx {
  const call = {
    operation: source.name,
    input: null,
    actor: source.actor,
    surface: source.surface,
    requestId: source.requestId ?? newId(),
    signal: source.signal,
  }
  const connection = source.connection ?? { client: null, query: machinery.query }
  return buildContext(machinery, { id: source.name, permission: 'signed-in' }, call, connection, source.nested)
}

export interface FreeContext {
  readonly name: string
  readonly actor: Actor
  readonly surface: Surface
  readonly nested: Nested
  readonly requestId?: string
  readonly signal?: AbortSignal
  readonly connection?: Connection
}

const never = new AbortController().signal
