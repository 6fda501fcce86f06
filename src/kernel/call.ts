import type { Actor } from './actor.ts'
import type { Surface } from './context.ts'
import type { SentFile } from './sent-file.ts'

/** One call of an operation, whichever surface it came through. */
export interface Call {
  readonly operation: string
  readonly input: unknown
  readonly actor: Actor
  readonly surface: Surface
  readonly requestId?: string
  readonly address?: string | null
  /** What the caller runs on, in words: "Firefox on Linux". */
  readonly device?: string
  readonly ifMatch?: number | null
  readonly idempotencyKey?: string | null
  /** A person said yes to a dangerous call on this very surface. */
  readonly confirmed?: boolean
  /** Id of an approval that allows this dangerous call once. */
  readonly approval?: string | null
  readonly signal?: AbortSignal
  /** The bytes that came along, on surfaces that can carry them. */
  readonly body?: AsyncIterable<Uint8Array>
  /** Takes the file that the operation answers with, on surfaces that can carry one. */
  readonly files?: SentFile[]
  /** Collects the cookies that the operation sets, on surfaces that have cookies. */
  readonly cookies?: string[]
  /** The Cookie header that came along. */
  readonly cookie?: string | null
  /** Whom a call of nobody turned out to be about, for the trail; noted while it runs. */
  identified?: string
}

export interface Answer {
  /** 200, 201 or 202 as HTTP would say it. */
  readonly status: number
  readonly output: unknown
  /** The answer of an earlier call with the same idempotency key. */
  readonly replayed: boolean
}
