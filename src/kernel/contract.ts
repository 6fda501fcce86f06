import { z } from 'zod'

/**
 * How an operation is declared. A contract is a system's promise: REST, OpenAPI, the web client, the CLI, MCP,
 * the assistant and workflow steps are all derived from it. This file imports zod only, so that contracts stay
 * free of server code and may enter the browser as types.
 */

export type Effect = 'read' | 'write' | 'danger'
export type HttpMethod = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'

/**
 * Where an operation touches a project, and so what the actor's grants are held against:
 * `{ input }` names the input field with a project id or slug, `{ row }` says that the operation file loads the
 * project of the row it acts on, `filter` that the operation must use `ctx.projects`, `none` that no project is
 * involved.
 */
export type ProjectScope = { readonly input: string } | { readonly row: string } | 'filter' | 'none'

/** `public` needs no actor at all; `signed-in` needs any; everything else is `<system>:<right>`. */
export type Permission = 'public' | 'signed-in' | `${string}:${string}`

/**
 * A schema, and one of an object, by their edges. Held against zod's own interfaces instead, every schema of every
 * operation would be compared with them method by method, which took a fifth of the whole type check.
 */
export interface AnySchema {
  readonly _zod: unknown
}
export interface AnyObjectSchema extends AnySchema {
  readonly shape: unknown
}

export interface OperationDeclaration<I extends AnyObjectSchema = z.ZodObject, O extends AnySchema = z.ZodType> {
  /** Shipped text: OpenAPI, CLI help, MCP and the palette show it. One sentence, a verb first, no full stop. */
  readonly summary: string
  /** Longer shipped text where the summary is not enough. */
  readonly description?: string
  /** Method and path below `/api/v1/<system>`; `:name` segments are input fields. */
  readonly http: readonly [HttpMethod, string]
  readonly permission: Permission
  readonly project: ProjectScope
  readonly effect: Effect
  readonly input: I
  readonly output: O
  /** The output is not parsed in production: the SQL projection already is the shape (long lists, metrics, logs). */
  readonly trusted?: true
  /**
   * Bytes travel beside the JSON: with `in` a body of any type comes along (`ctx.body`) and the input is in the address,
   * with `out` the answer is a file (`ctx.sendFile`).
   */
  readonly bytes?: 'in' | 'out'
  /** Input fields that never reach the audit trail or a log, such as a password. */
  readonly secret?: readonly string[]
  /** The answer holds a secret that is shown once: it is not kept for a replay of the idempotency key, and no agent may ask for it. */
  readonly once?: true
  /** Only for people who proved who they are within so many minutes; anybody else is asked to, or refused. */
  readonly freshness?: number
  /** Calls allowed per actor and minute; the executor answers 429 beyond it. */
  readonly perMinute?: number
  /** Runs outside a transaction, because it waits on the world; it opens its own with `ctx.transaction`. */
  readonly unmanaged?: true
  /** ISO date since which a newer operation replaces this one. */
  readonly deprecated?: { readonly since: string; readonly use: string }
}

/** A declaration that bears its id. */
export interface Operation<I extends AnyObjectSchema = z.ZodObject, O extends AnySchema = z.ZodType> extends OperationDeclaration<I, O> {
  readonly id: string
  readonly system: string
  readonly name: string
}

/**
 * Any operation, whatever its schemas. As a constraint it is far cheaper than `Operation`, with which the checker would
 * compare every schema with zod's whole object type, method by method.
 */
export type AnyOperation = Operation<any, any>

export type Contract = Readonly<Record<string, Operation>>

/**
 * One line of a contract, with the exact types of its input and output. `defineContract` gives it its id; the type has
 * it from here on, because a type that is mapped over a whole contract costs the checker more than all operations do.
 */
export function declare<I extends AnyObjectSchema, O extends AnySchema>(declaration: OperationDeclaration<I, O>): Operation<I, O> {
  return declaration as Operation<I, O>
}

/** Gives every declaration its id: the system's name and the key, `backups.createPlan`. */
export function defineContract<Lines extends Record<string, AnyOperation>>(system: string, lines: Lines): Lines {
  const named = Object.entries(lines).map(([name, line]) => [name, Object.freeze({ ...line, id: `${system}.${name}`, system, name })])
  return Object.freeze(Object.fromEntries(named)) as Lines
}

export type InputOf<D extends OperationDeclaration<any, any>> = z.output<D['input']>
/** What a caller may leave out: fields with defaults are optional. */
export type CallInput<D extends OperationDeclaration<any, any>> = z.input<D['input']>
export type OutputOf<D extends OperationDeclaration<any, any>> = z.output<D['output']>

/** A long operation answers 202 with the run that carries the work on; see `runs.get`. */
export const started = z.object({ run: z.uuid() }).meta({ id: 'StartedRun', title: 'A run that was started' })
export const nothing = z.object({}).meta({ id: 'Nothing', title: 'Nothing to say' })

/** A moment on the wire: ISO 8601 in UTC. */
export const moment = z.iso.datetime({ offset: true })

const page = {
  limit: z.number().int().min(1).max(200).default(50).describe('How many items at most'),
  cursor: z.string().max(500).optional().describe('Where the last page ended: its `next`'),
}

/**
 * Input of a list: `limit`, `cursor`, `sort` from an allow-list and the filters. The first name is the default;
 * a leading minus is descending, and each name may be turned around by the caller.
 */
export function listInput<const F extends readonly [string, ...string[]], X extends z.ZodRawShape>(sort: F, filters: X) {
  const plain = sort.map((field) => field.replace(/^-/, ''))
  const both = plain.flatMap((field) => [field, `-${field}`]) as [SortName<F[number]>, ...SortName<F[number]>[]]
  return z.object({
    ...page,
    sort: z
      .enum(both)
      .default(sort[0] as never)
      .describe('Sort by this field; a leading minus turns the order around'),
    ...filters,
  })
}

type Plain<N extends string> = N extends `-${infer P}` ? P : N
type SortName<N extends string> = Plain<N> | `-${Plain<N>}`

/** Output of a list: the items, and the cursor of the next page or null. */
export function listOutput<T extends z.ZodType>(item: T) {
  return z.object({ items: z.array(item), next: z.string().nullable() })
}
