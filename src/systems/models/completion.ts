import type { z } from 'zod'

/** What somebody asks of a model. Nothing of it is kept but its hash; the answer is, so that it is bought once. */
export interface CompletionRequest<T = unknown> {
  /**
   * Names the question for good, such as the key of a workflow's step. Asked again with the same question, it gives the
   * recorded answer; a call that was in flight when the program died is asked once more at most.
   */
  readonly key: string
  /** `<provider>/<model>`, as `listUsableModels` gives it: `openai/gpt-5-mini`. */
  readonly model: string
  /** What the money is spent for, as spending is listed by it: `council.ballot`. */
  readonly purpose: string
  /** What belongs together and has a budget of its own: the id of a deliberation or of a conversation. */
  readonly session?: string | null
  /** The project that pays. */
  readonly project?: string | null
  /** What holds for the whole conversation. */
  readonly instructions?: string
  /** Text that many calls have in common. It stands first, with equal bytes, so that providers cache it. */
  readonly prefix?: string
  readonly messages: readonly Message[]
  /** The answer is an object of this shape; a model that misses it is told what is wrong once, and asked again. */
  readonly schema?: { readonly name: string; readonly shape: z.ZodType<T> }
  /** Always sent, and lowered to what the model can give; thinking counts as well. */
  readonly maxOutputTokens: number
  /** When the answer is of no use any more. Without one a call has two minutes. */
  readonly deadline?: Date
  /** Ends the call; the signal of the step or of the operation. */
  readonly signal?: AbortSignal
}

export interface Message {
  readonly role: 'user' | 'assistant'
  readonly text: string
}

/** JSON through and through, so that a workflow's step may answer it. */
export interface Completion<T = unknown> {
  readonly text: string
  /** What the schema made of the text; null without a schema. */
  readonly object: T | null
  /** `<provider>/<model>` that was asked, the provider's name, and the model's name as the provider reported it. */
  readonly model: string
  readonly provider: string
  readonly reportedModel: string | null
  readonly usage: Usage
  readonly cost: Cost
  /** Row of the ledger that paid for it; a repaired answer has a second one. */
  readonly ledgerId: string
  readonly repairedBy: string | null
  /** The answer of an earlier call with this key: nothing was bought. */
  readonly replayed: boolean
  /** Why it ended: `length` means that the cap cut it off. */
  readonly finish: 'stop' | 'length' | 'content-filter' | 'other'
  readonly milliseconds: number
}

/** Tokens as the provider counted them; null where it said nothing. */
export interface Usage {
  readonly input: number | null
  /** Part of the input that came from the provider's cache. */
  readonly cachedInput: number | null
  /** Part of the input that was written to it. */
  readonly cacheWrite: number | null
  readonly output: number | null
  /** Part of the output that was thinking. */
  readonly reasoning: number | null
}

/** Millionths of a US dollar, a whole number; null is unknown, never nothing. */
export type Micros = number | null

export interface Cost {
  readonly micros: Micros
  /** What was set aside for the call before it was made. */
  readonly reservedMicros: Micros
}

/** How a call fails: the code of the `Problem`, and of the `StepError` that a workflow sees. */
export type ModelFailure =
  | 'models.no_provider'
  | 'models.price_unknown'
  | 'models.budget_exceeded'
  | 'models.rate_limited'
  | 'models.refused_secret'
  | 'models.circuit_open'
  | 'models.too_long'
  | 'models.timeout'
  | 'models.bad_output'
  | 'models.provider_refused'
  | 'models.provider_failed'
  | 'models.possibly_paid'

/** A model that can be asked now: switched on, and its provider has a key or needs none. */
export interface UsableModel {
  /** `<provider>/<model>` */
  readonly model: string
  readonly provider: string
  readonly kind: 'openai-responses' | 'openai-chat' | 'anthropic' | 'openai-compatible'
  readonly contextWindow: number | null
  readonly maxOutputTokens: number | null
  /** Millionths of a dollar for a million tokens. */
  readonly inputPrice: Micros
  readonly outputPrice: Micros
  /** Its provider fails at present: a call is refused until then. */
  readonly restsUntil: string | null
}

export interface EstimateRequest {
  readonly model: string
  /** The text that would be sent, or its length in bytes of UTF-8. */
  readonly input: string | number
  readonly maxOutputTokens: number
}

export interface Estimate {
  readonly inputTokens: number
  /** With every output token that is allowed; null when the price is unknown. */
  readonly mostMicros: Micros
}

/** An answer as it grows. `text` ends when the answer does; `completion` settles after it and fails as `complete` does. */
export interface CompletionStream {
  readonly text: AsyncIterable<string>
  readonly completion: Promise<Completion>
}
