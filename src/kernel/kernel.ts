import type { Actor } from './actor.ts'
import type { Answer, Call } from './call.ts'
import type { Clock } from './clock.ts'
import type { Config } from './config.ts'
import type { Ctx, Surface } from './context.ts'
import type { Pool, Query } from './database.ts'
import type { EventDeclaration, OutboxEvent } from './events.ts'
import type { Log } from './log.ts'
import type { BoundOperation } from './operation.ts'
import type { Vault } from './vault.ts'

/** The running kernel, as surfaces and the `begin` of systems see it. */
export interface Kernel {
  readonly config: Config
  readonly log: Log
  readonly clock: Clock
  readonly vault: Vault
  readonly pool: Pool
  readonly query: Query
  /** The machine: processes, roots and local files belong to it. */
  readonly host: Host
  /** This boot of the program; never used twice. */
  readonly node: string
  readonly operations: ReadonlyMap<string, BoundOperation>
  readonly events: ReadonlyMap<string, EventDeclaration>
  readonly live: Live
  readonly engine: Engine
  /** The one way an operation is called, by every surface. Throws a Problem. */
  execute(call: Call): Promise<Answer>
  /** Who sent these credentials: an actor, `anonymous` without any, or a Problem for bad ones. */
  authenticate(headers: Readonly<Record<string, string | string[] | undefined>>, address: string): Promise<Actor>
  /** A context outside of any call, for watchers and samplers; writes go through `transaction` or `call`. */
  context(actor: Actor, surface?: Surface): Ctx
}

export interface Host {
  readonly id: string
  readonly name: string
}

/** News as they are committed anywhere, in order, on this node. */
export interface Live {
  /** Calls the listener for each event from now on; the answer ends it. */
  listen(listener: (event: OutboxEvent) => void): () => void
  /** Events after a position, at most `limit`; null when the position is too old to resume from. */
  since(position: string, limit: number): Promise<OutboxEvent[] | null>
  /** Position of the newest event that was seen. */
  position(): string
}

/** The durable engine behind the workflows port. */
export interface Engine {
  /** Hands run rows to the engine, all or none; a second call with the same ids changes nothing. */
  start(runs: readonly string[]): Promise<void>
  cancel(run: string): Promise<void>
  /** Continues a failed or cancelled run after its last finished step. */
  resume(run: string): Promise<void>
  /** Wakes a `receive` of that run. Sent twice with one key, it arrives once. */
  send(run: string, topic: string, message: unknown, key: string): Promise<void>
  /** Deletes what is left of runs that have ended, for systems that decide themselves how long theirs are kept. */
  forget(runs: readonly string[]): Promise<void>
  /** Stops taking new work and waits for running steps, at most so many milliseconds. */
  stop(drainMilliseconds: number): Promise<void>
}
