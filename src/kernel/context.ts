import type { z } from 'zod'
import type { Actor, ProjectReach } from './actor.ts'
import type { Clock } from './clock.ts'
import type { Config } from './config.ts'
import type { AnyOperation, CallInput, Operation, OutputOf } from './contract.ts'
import type { Query } from './database.ts'
import type { EventDeclaration, PayloadOf } from './events.ts'
import type { Log } from './log.ts'
import type { SentFile } from './sent-file.ts'
import type { Vault } from './vault.ts'

/** Through which door a call came in. */
export type Surface = 'http' | 'cli' | 'mcp' | 'assistant' | 'voice' | 'automation' | 'inside'

/** Everything an operation, a reaction or a workflow step is given. There is no ambient state beside it. */
export interface Ctx {
  readonly actor: Actor
  readonly surface: Surface
  readonly requestId: string
  /** The machine this node runs on. */
  readonly host: { readonly id: string; readonly name: string }
  /** Version of the program. */
  readonly version: string
  /** What the environment decided. */
  readonly config: Config
  /** What the caller runs on, from its User-Agent. */
  readonly device: string
  /** The caller's network address, where there is one. */
  readonly address: string | null
  /** The version from `If-Match`, for rows that people edit. */
  readonly ifMatch: number | null
  /** The projects that the operation's permission reaches; operations with scope `filter` must use it. */
  readonly projects: ProjectReach
  /** One SQL statement on the open transaction, or on the pool in a read; prepared when `name` is given. */
  readonly query: Query
  readonly clock: Clock
  readonly log: Log
  readonly vault: Vault
  /** Aborted when the caller hangs up or the run is cancelled. */
  readonly signal: AbortSignal
  /** Every operation there is, for what speaks about operations: approvals, catalogues, automations. */
  readonly operations: ReadonlyMap<string, Declared>
  /** A project's id for its id or slug; null when there is none. */
  resolveProject(idOrSlug: string): Promise<string | null>
  /** Sends a cookie along with the answer, where the surface has cookies. For sign-in and sign-out only. */
  sendCookie(cookie: string): void
  /** The value of a cookie that came with the call, or null. For sign-in only. */
  readCookie(name: string): string | null
  /** Names the person whom a call of nobody is about, such as a sign-in, for the audit trail; it gives no right. */
  identify(person: string): void
  /** The bytes that came along, for operations declared `bytes: 'in'`; null where the surface cannot carry them. */
  readonly body: AsyncIterable<Uint8Array> | Iterable<Uint8Array> | null
  /** Answers with a file, for operations declared `bytes: 'out'`; false where the surface cannot carry one. */
  sendFile(file: SentFile): boolean
  /** A new UUIDv7. */
  id(): string
  /** Tells news: a row in the outbox, in the same transaction. */
  emit<E extends EventDeclaration>(event: E, payload: PayloadOf<E>, project?: string | null): Promise<void>
  /** Starts durable work when this transaction commits; the answer is the id of its run. */
  start<I extends z.ZodObject>(workflow: Startable<I>, input: z.input<I>, options?: StartOptions): Promise<string>
  /** Leaves a message for a run's `receive` when this transaction commits; sent twice with one key it arrives once. */
  send(run: string, message: RunMessage): Promise<void>
  /**
   * Calls an operation by its name as a surface would, with every stage: confirmation, rate and idempotency too. For
   * what speaks about operations it does not know, such as the steps of automations; a transaction of its own.
   */
  perform(operation: string, input: unknown, how?: Performance): Promise<unknown>
  /** Calls another operation with the same actor inside the same transaction: rights checked, audited on its own. */
  call<D extends AnyOperation>(operation: D, input: CallInput<D>): Promise<OutputOf<D>>
  /** A short transaction of its own, for operations declared `unmanaged` and for workflow steps. */
  transaction<T>(work: (ctx: Ctx) => Promise<T>): Promise<T>
}

export interface Declared {
  readonly declaration: Operation
}

export interface StartOptions {
  readonly project?: string | null
  /** What people read in the list of runs: "Scan Ledgerline". */
  readonly title?: string
  /** A second start with this key while the first runs returns the first's id. */
  readonly dedupe?: string
  /** With whose rights its steps act; the caller's without it. */
  readonly actor?: Actor
  /** Host whose nodes must do the work; `this` is the host of the node that handles the call. */
  readonly host?: 'any' | 'this' | (string & {})
}

export interface RunMessage {
  readonly topic: string
  readonly message: unknown
  readonly key: string
}

export interface Performance {
  /** Id of the approval that allows a dangerous call once. */
  readonly approval?: string
  readonly idempotencyKey?: string
}

/** What `start` has to know of a workflow: its name, its input and the queue it waits in. */
export interface Startable<I extends z.ZodObject = z.ZodObject> {
  /** `<system>.<verb>`, as everywhere. */
  readonly name: string
  readonly summary: string
  readonly input: I
  readonly queue: QueueName
}

/** A queue bounds how much of a kind of work runs at once on one node. */
export type QueueName = 'interactive' | 'bulk' | 'host'
