import type { IncomingHttpHeaders } from 'node:http'

/** One question for a completion, as it arrived. */
export interface Asked {
  readonly protocol: 'openai-responses' | 'openai-chat' | 'anthropic'
  readonly model: string
  /** Every piece of text that was sent, in order: instructions, prefix, messages. */
  readonly text: string
  readonly body: Readonly<Record<string, unknown>>
  readonly headers: IncomingHttpHeaders
  readonly streamed: boolean
}

export interface Counted {
  readonly input?: number
  readonly cachedInput?: number
  readonly cacheWrite?: number
  readonly output?: number
  readonly reasoning?: number
}

export interface Spoken {
  readonly kind: 'say'
  readonly text: string
  readonly usage: Required<Counted>
  readonly finish: 'stop' | 'length'
  readonly isCut: boolean
}

export type Reply =
  | Spoken
  | { readonly kind: 'hang' }
  | { readonly kind: 'fail'; readonly status: number; readonly retryAfter?: number; readonly message: string }
  | { readonly kind: 'garbage'; readonly text: string }
  | { readonly kind: 'redirect'; readonly to: string }
  | { readonly kind: 'flood'; readonly bytes: number }

/** An answer in words; the tokens are what the test says, or a plain 100 and 20. */
export function say(text: string, usage: Counted = {}, finish: 'stop' | 'length' = 'stop'): Spoken {
  const counted = { input: 100, cachedInput: 0, cacheWrite: 0, output: 20, reasoning: 0, ...usage }
  return { kind: 'say', text, usage: counted, finish, isCut: false }
}

/** An answer as JSON text, as a model that keeps to a schema gives it. */
export function object(value: unknown, usage?: Counted): Spoken {
  return say(JSON.stringify(value), usage)
}

/** A stream that loses its connection half way. */
export function cut(text: string): Spoken {
  return { ...say(text), isCut: true }
}

export function fail(status: number, options: { retryAfter?: number; message?: string } = {}): Reply {
  return { kind: 'fail', status, retryAfter: options.retryAfter, message: options.message ?? `Failed with ${status}.` }
}

export function garbage(text: string): Reply {
  return { kind: 'garbage', text }
}

export function redirect(to: string): Reply {
  return { kind: 'redirect', to }
}

export function flood(bytes: number): Reply {
  return { kind: 'flood', bytes }
}

/** Takes the question and never answers. */
export const hang: Reply = { kind: 'hang' }

export interface ServerEvent {
  readonly name: string | null
  readonly data: unknown
}

/** How one provider speaks. */
export interface Protocol {
  readonly name: Asked['protocol']
  readonly endMark: string | null
  checkRequest(body: unknown, headers: IncomingHttpHeaders): string[]
  checkAnswer(answer: unknown): string[]
  checkEvent(event: unknown): string[]
  textOf(body: Readonly<Record<string, unknown>>): string
  whole(asked: Asked, spoken: Spoken): unknown
  events(asked: Asked, spoken: Spoken): ServerEvent[]
  errorBody(status: number, message: string): unknown
}

/** The text in a few pieces, as a stream brings it. */
export function pieces(text: string): string[] {
  const size = Math.max(1, Math.ceil(text.length / 6))
  return Array.from({ length: Math.ceil(text.length / size) }, (_, index) => text.slice(index * size, (index + 1) * size))
}

/** Every string below `text` or `content` keys, in order; plain strings as they are. */
export function textIn(value: unknown): string[] {
  if (typeof value === 'string') return [value]
  if (Array.isArray(value)) return value.flatMap(textIn)
  if (value === null || typeof value !== 'object') return []
  const { text, content } = value as { text?: unknown; content?: unknown }
  return [...textIn(text), ...textIn(content)]
}
