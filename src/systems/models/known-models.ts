import type { Price } from './price.ts'

/** What is known of a vendor's model until somebody enters something better. */
export interface KnownModel {
  readonly contextWindow: number
  readonly maxOutput: number
  readonly price: Price
}

/** Noted on this day from this source. Prices for very long questions are higher: the window ends where they begin. */
export const knownSource = 'LiteLLM price list, commit 00035b69'
export const knownDate = '2026-11-30'

/** Dollars for a million tokens: input, cached input, written to the cache, output; window and output in thousands. */
type Line = readonly [string, number, number, number | null, number, number, number]

const openai: readonly Line[] = [
  ['gpt-4o-mini', 0.15, 0.075, null, 0.6, 128, 16],
  ['gpt-5', 1.25, 0.125, null, 10, 272, 128],
  ['gpt-5-mini', 0.25, 0.025, null, 2, 272, 128],
  ['gpt-5-nano', 0.05, 0.005, null, 0.4, 272, 128],
  ['gpt-5.1', 1.25, 0.125, null, 10, 272, 128],
  ['gpt-5.2', 1.75, 0.175, null, 14, 272, 128],
  ['gpt-5.4', 2.5, 0.25, null, 15, 272, 128],
  ['gpt-5.5', 5, 0.5, null, 30, 272, 128],
  ['gpt-5.5-pro', 30, 3, null, 180, 272, 128],
  ['gpt-5.6-terra', 2.5, 0.25, 3.125, 15, 272, 128],
  ['gpt-5.6-luna', 1, 0.1, 1.25, 6, 272, 128],
]

const anthropic: readonly Line[] = [
  ['claude-haiku-4-5', 1, 0.1, 1.25, 5, 200, 64],
  ['claude-sonnet-4-5', 3, 0.3, 3.75, 15, 200, 64],
  ['claude-sonnet-4-6', 3, 0.3, 3.75, 15, 1000, 64],
  ['claude-sonnet-5', 2, 0.2, 2.5, 10, 1000, 128],
  ['claude-opus-4-1', 15, 1.5, 18.75, 75, 200, 32],
  ['claude-opus-4-5', 5, 0.5, 6.25, 25, 200, 64],
  ['claude-opus-4-6', 5, 0.5, 6.25, 25, 1000, 128],
  ['claude-opus-4-7', 5, 0.5, 6.25, 25, 1000, 128],
]

const known: Readonly<Record<string, ReadonlyMap<string, KnownModel>>> = {
  'https://api.openai.com': new Map(openai.map(asEntry)),
  'https://api.anthropic.com': new Map(anthropic.map(asEntry)),
}

/** A model at the vendor's own address, with or without the date in its name; at any other address nothing is known. */
export function knownModel(baseUrl: string, name: string): KnownModel | null {
  const models = known[new URL(baseUrl).origin]
  return models?.get(name) ?? models?.get(name.replace(/-(?:\d{8}|\d{4}-\d{2}-\d{2})$/, '')) ?? null
}

/** Whether a name is that of a model which answers in words; vendors list pictures, speech and vectors beside them. */
export function answersInWords(name: string): boolean {
  return !/embed|whisper|tts|dall-e|image|audio|realtime|moderation|transcri|sora|rerank|babbage|davinci|search|computer-use/i.test(name)
}

function asEntry([name, input, cachedInput, cacheWrite, output, window, most]: Line): [string, KnownModel] {
  const price = {
    input: micros(input),
    cachedInput: micros(cachedInput),
    cacheWrite: cacheWrite === null ? null : micros(cacheWrite),
    output: micros(output),
  }
  return [name, { contextWindow: window * 1000, maxOutput: most * 1000, price }]
}

function micros(dollars: number): bigint {
  return BigInt(Math.round(dollars * 1_000_000))
}
