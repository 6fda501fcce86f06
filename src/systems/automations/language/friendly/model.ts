import type { Json, JsonObject } from '../../expressions/json.ts'
import type { Duration } from '../model/duration.ts'

/** An automation as people write it, with every short form spelled out. Absent keys were not written. */
export interface Automation {
  readonly name: string
  readonly namespace?: string
  readonly version?: string
  readonly title?: string
  readonly summary?: string
  readonly tags?: JsonObject
  readonly inputs?: Readonly<Record<string, InputField>>
  readonly on?: readonly Trigger[]
  readonly concurrency?: Concurrency
  readonly secrets?: readonly string[]
  readonly timeout?: Duration
  readonly steps: readonly Step[]
  readonly onFailure?: readonly Step[]
  readonly outputs?: JsonObject
}

/** A field of the form that starts the automation by hand; the JSON Schema of the input is made from it. */
export interface InputField {
  readonly type: InputType
  readonly title?: string
  readonly description?: string
  readonly required?: boolean
  readonly default?: Json
  readonly options?: readonly Json[]
  readonly minimum?: number
  readonly maximum?: number
  readonly pattern?: string
  readonly placeholder?: string
  /** What a list holds. */
  readonly items?: InputType
}

export const INPUT_TYPES = [
  'text',
  'multiline',
  'number',
  'integer',
  'boolean',
  'date',
  'datetime',
  'duration',
  'url',
  'email',
  'project',
  'file',
  'list',
  'object',
] as const
export type InputType = (typeof INPUT_TYPES)[number]

export type Trigger = { readonly name?: string; readonly with?: JsonObject } & (
  | ({ readonly kind: 'schedule' } & ScheduleTrigger)
  | ({ readonly kind: 'event' } & EventTrigger)
  | ({ readonly kind: 'webhook' } & WebhookTrigger)
  | ({ readonly kind: 'file' } & FileTrigger)
  | { readonly kind: 'manual' }
)

export type CatchUp = 'skip' | 'latest' | 'all'

/** One of cron, every and after. `catchUp` says what happens with times that passed while nothing ran. */
export interface ScheduleTrigger {
  readonly cron?: string
  readonly timezone?: string
  readonly every?: Duration
  readonly after?: Duration
  readonly catchUp?: CatchUp
}

export interface EventTrigger {
  readonly type: string
  readonly source?: string
  readonly subject?: string
  /** A jq condition on the event; it reads `.data.…`. */
  readonly if?: string
}

export interface WebhookTrigger {
  readonly path?: string
  readonly signature?: 'github' | 'stripe' | 'hmac-sha256' | 'none'
  readonly secret?: string
  readonly header?: string
  readonly if?: string
}

export interface FileTrigger {
  readonly path: string
  readonly changes?: readonly ('created' | 'modified' | 'deleted')[]
  readonly debounce?: Duration
}

/** How many runs of this automation go on at once, and what happens to the others. */
export interface Concurrency {
  readonly limit?: number
  readonly group?: string
  readonly whenBusy?: 'queue' | 'skip' | 'replace'
  readonly priority?: number
  readonly rate?: Rate
  readonly deduplicate?: string
}

export interface Rate {
  readonly limit: number
  readonly per: Duration
}

export interface Step {
  readonly id: string
  readonly title?: string
  readonly if?: string
  /** Absent: everything above. Empty: nothing, it starts at once. */
  readonly needs?: readonly string[]
  readonly action: Action
  readonly approve?: Approval
  readonly forEach?: Loop
  readonly retry?: Retry
  readonly queue?: Queue
  readonly timeout?: Duration
  readonly onFailure?: FailurePolicy
  readonly compensate?: Undo
}

export type Action =
  | { readonly kind: 'uses'; readonly uses: string; readonly with?: JsonObject }
  | { readonly kind: 'steps'; readonly steps: readonly Step[] }
  | { readonly kind: 'race'; readonly steps: readonly Step[] }
  | { readonly kind: 'task'; readonly task: JsonObject }
  /** Only the approval itself. */
  | { readonly kind: 'approve' }

export interface Approval {
  readonly people: readonly string[]
  readonly quorum?: number
  readonly message?: string
  readonly expires?: Duration
  readonly escalate?: { readonly after: Duration; readonly people: readonly string[] }
  /** `fail` is the standard; `continue` leaves it to the steps after to look at the decision. */
  readonly otherwise?: 'fail' | 'continue'
}

export interface Loop {
  readonly in: string | readonly Json[]
  readonly as?: string
  readonly at?: string
  readonly while?: string
  readonly parallel?: number
}

export interface Retry {
  /** How often it is tried again after the first time. */
  readonly times: number
  readonly delay?: Duration
  readonly backoff?: 'constant' | 'linear' | 'exponential'
  readonly jitter?: { readonly from: Duration; readonly to: Duration }
  readonly attemptTimeout?: Duration
  readonly maxDuration?: Duration
  readonly on?: { readonly type?: string; readonly status?: number; readonly title?: string }
  readonly when?: string
  readonly exceptWhen?: string
}

export interface Queue {
  readonly name: string
  readonly limit?: number
  readonly key?: string
  readonly keyLimit?: number
  readonly rate?: Rate
  readonly priority?: number
  readonly deduplicate?: string
}

export interface FailurePolicy {
  readonly steps: readonly Step[]
  readonly then: 'fail' | 'continue'
}

export interface Undo {
  readonly action: Extract<Action, { kind: 'uses' } | { kind: 'task' }>
  readonly retry?: Retry
  readonly timeout?: Duration
}
