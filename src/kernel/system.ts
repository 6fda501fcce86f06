import { z } from 'zod'
import type { Actor } from './actor.ts'
import type { Contract } from './contract.ts'
import type { Ctx } from './context.ts'
import type { ErrorCatalogue } from './errors.ts'
import type { EventDeclaration, OutboxEvent, PayloadOf } from './events.ts'
import type { Kernel } from './kernel.ts'
import type { BoundOperation } from './operation.ts'
import type { WorkflowDefinition } from './workflow.ts'

/** The manifest: everything the kernel has to know about one system. */
export interface System {
  /** Folder name, Postgres schema, address. */
  readonly id: string
  /** One sentence for the catalogue. */
  readonly summary: string
  /** The systems whose `public.ts` it may call. Acyclic, and compared with the real imports. */
  readonly needs: readonly string[]
  readonly contract: Contract
  readonly operations: readonly BoundOperation<any>[]
  readonly events?: Readonly<Record<string, EventDeclaration>>
  readonly errors?: ErrorCatalogue
  readonly reactions?: readonly Reaction[]
  readonly workflows?: readonly WorkflowDefinition<any, any>[]
  readonly schedules?: readonly Schedule[]
  /** Folder of append-only `NNNN-name.sql` files, as `import.meta.dirname` joined with `migrations`. */
  readonly migrations?: string
  /** Raw web requests that no operation can stand for: sign-in flows, webhooks, uploads. */
  readonly routes?: readonly RawRoute[]
  /** Rights that a role editor offers beyond those the operations name. */
  readonly permissions?: readonly string[]
  /** Called once the kernel runs, together with those of the other systems; the answer stops it again. For watchers and samplers. */
  readonly begin?: (kernel: Kernel) => Promise<(() => Promise<void>) | void>
  /** Only the identity system has one: turns a request's credentials into an actor. */
  readonly authenticate?: (kernel: Kernel) => Authenticate
  /** Only the projects system has one: a project id or slug to its id, or null. */
  readonly resolveProject?: (ctx: Ctx, idOrSlug: string) => Promise<string | null>
}

export interface Credentials {
  readonly headers: Readonly<Record<string, string | string[] | undefined>>
  readonly address: string
}
/** The actor, or null when no valid credential came along. */
export type Authenticate = (credentials: Credentials) => Promise<Actor | null> | Actor | null

export interface Reaction<E extends EventDeclaration = any> {
  readonly event: E
  /** Unique within the system; (event, reaction) is recorded, so each event is handled once. */
  readonly name: string
  readonly run: (ctx: Ctx, event: OutboxEvent<PayloadOf<E>>) => Promise<void>
  /** Looked at before anything is stored: news that says no does not concern the reaction. */
  readonly when?: (event: OutboxEvent<PayloadOf<E>>) => boolean
}

/** What a system does when somebody's news arrives. Runs in a transaction of its own that also records it. */
export function reaction<E extends EventDeclaration>(
  event: E,
  name: string,
  run: Reaction<E>['run'],
  when?: Reaction<E>['when'],
): Reaction<E> {
  return { event, name, run, when }
}

/** Stands for every event there is, known or still to come. */
const anyEvent: EventDeclaration = { name: '*', summary: 'Any event', payload: z.looseObject({}), guard: '' }

/** A reaction to the news of every system; `when` keeps it to what concerns it. */
export function reactionToAny(name: string, run: Reaction<EventDeclaration>['run'], when: (event: OutboxEvent) => boolean): Reaction {
  return { event: anyEvent, name, run, when }
}

export interface Schedule {
  readonly name: string
  /** Five-field cron in the server's zone, or every so many seconds. */
  readonly every: { readonly cron: string; readonly timezone?: string } | { readonly seconds: number }
  readonly run: (ctx: Ctx) => Promise<void>
  /** Once per installation, or once on each host. */
  readonly where: 'anywhere' | 'each-host'
}

export interface RawRoute {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE' | 'ALL'
  readonly path: string
  /** Largest body in bytes; default 1 MiB. */
  readonly bodyLimit?: number
  readonly handle: (request: Request, info: RawInfo) => Promise<Response>
}

export interface RawInfo {
  readonly address: string
  /** What the caller runs on, in words. */
  readonly device: string
  readonly kernel: Kernel
}

export function defineSystem(system: System): System {
  return system
}
