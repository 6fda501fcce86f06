import type { z } from 'zod'
import { reach, type Actor, type ProjectReach } from '../actor.ts'
import type { Answer, Call } from '../call.ts'
import type { Clock } from '../clock.ts'
import type { Config } from '../config.ts'
import type { Ctx, Declared, Performance, RunMessage, Startable, StartOptions, Surface } from '../context.ts'
import type { AnyOperation, CallInput, OperationDeclaration, OutputOf } from '../contract.ts'
import { readCookie } from '../cookie.ts'
import { inTransaction, type Pool, type Query } from '../database.ts'
import type { EventDeclaration, PayloadOf } from '../events.ts'
import { newId } from '../ids.ts'
import type { Host } from '../kernel.ts'
import type { Log } from '../log.ts'
import type { SentFile } from '../sent-file.ts'
import type { BoundOperation } from '../operation.ts'
import { emitEvent, sendMessage, startRun } from '../outbox/write.ts'
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
  /** The executor itself, for calls that a context makes by name. */
  readonly execute: (call: Call) => Promise<Answer>
}

/** A call that carries its request id. */
export type NumberedCall = Call & { readonly requestId: string }

export type Nested = (machinery: Machinery, call: NumberedCall, connection: Connection) => Promise<unknown>

type Named = Pick<OperationDeclaration, 'permission'> & { readonly id: string }

/**
 * The `ctx` of one call. Every request pays for it, so it holds four things and finds the rest when asked. Steps make
 * theirs on top of it (`Object.create`), which is why nothing here is private to the class.
 */
export class CallContext implements Ctx {
  private readonly machinery: Machinery
  private readonly declaration: Named
  private readonly source: NumberedCall
  private readonly connection: Connection
  private readonly nested: Nested

  constructor(machinery: Machinery, declaration: Named, call: NumberedCall, connection: Connection, nested: Nested) {
    this.machinery = machinery
    this.declaration = declaration
    this.source = call
    this.connection = connection
    this.nested = nested
  }

  get actor(): Actor {
    return this.source.actor
  }

  get surface(): Surface {
    return this.source.surface
  }

  get requestId(): string {
    return this.source.requestId
  }

  get host(): Host {
    return this.machinery.host
  }

  get version(): string {
    return version
  }

  get config(): Config {
    return this.machinery.config
  }

  get device(): string {
    return this.source.device ?? 'Unknown device'
  }

  get address(): string | null {
    return this.source.address ?? null
  }

  get ifMatch(): number | null {
    return this.source.ifMatch ?? null
  }

  get projects(): ProjectReach {
    return reach(this.source.actor, this.declaration.permission)
  }

  get query(): Query {
    return this.connection.query
  }

  get clock(): Clock {
    return this.machinery.clock
  }

  get log(): Log {
    return this.machinery.log.child({ op: this.declaration.id, request: this.source.requestId })
  }

  get vault(): Vault {
    return this.machinery.vault
  }

  get signal(): AbortSignal {
    return this.source.signal ?? never
  }

  get operations(): ReadonlyMap<string, Declared> {
    return this.machinery.operations
  }

  resolveProject(idOrSlug: string): Promise<string | null> {
    return this.machinery.resolveProject(this, idOrSlug)
  }

  sendCookie(cookie: string): void {
    this.source.cookies?.push(cookie)
  }

  readCookie(name: string): string | null {
    return readCookie(this.source.cookie, name)
  }

  identify(person: string): void {
    this.source.identified = person
  }

  get body(): AsyncIterable<Uint8Array> | null {
    return this.source.body ?? null
  }

  sendFile(file: SentFile): boolean {
    this.source.files?.push(file)
    return this.source.files !== undefined
  }

  id(): string {
    return newId()
  }

  emit<E extends EventDeclaration>(event: E, payload: PayloadOf<E>, project: string | null = null): Promise<void> {
    return emitEvent(this.connection, { event, payload, project, actor: this.source.actor.id })
  }

  start<I extends z.ZodObject>(workflow: Startable<I>, input: z.input<I>, options?: StartOptions): Promise<string> {
    const start = { workflow, input, options, actor: options?.actor ?? this.source.actor, host: this.machinery.host }
    return this.connection.client
      ? startRun(this.connection, start)
      : inTransaction(this.machinery.pool, (client) => startRun(connectionOf(client), start))
  }

  send(run: string, message: RunMessage): Promise<void> {
    return sendMessage(this.connection, { run, actor: this.source.actor.id, ...message })
  }

  perform(operation: string, input: unknown, how?: Performance): Promise<unknown> {
    return perform(this.machinery, { ...this.source, operation, input }, how)
  }

  call<D extends AnyOperation>(operation: D, input: CallInput<D>): Promise<OutputOf<D>> {
    const call = { ...this.source, operation: operation.id, input, idempotencyKey: null }
    return this.nested(this.machinery, call, this.connection) as Promise<OutputOf<D>>
  }

  transaction<T>(work: (ctx: Ctx) => Promise<T>): Promise<T> {
    const on = (connection: Connection): Promise<T> =>
      work(new CallContext(this.machinery, this.declaration, this.source, connection, this.nested))
    return this.connection.client ? on(this.connection) : inTransaction(this.machinery.pool, (client) => on(connectionOf(client)))
  }
}

/** A call of its own, with every stage; nothing of the call it comes from stands for its confirmation. */
async function perform(machinery: Machinery, { operation, input, actor, surface, requestId, signal }: Call, how: Performance = {}) {
  const { approval = null, idempotencyKey = null } = how
  return (await machinery.execute({ operation, input, actor, surface, requestId, signal, approval, idempotencyKey })).output
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
  return new CallContext(machinery, { id: source.name, permission: 'signed-in' }, call, connection, source.nested)
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
