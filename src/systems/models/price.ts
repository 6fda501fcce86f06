import type { Usage } from './completion.ts'

/** Millionths of a US dollar for a million tokens; null is unknown. */
export interface Price {
  readonly input: bigint | null
  readonly cachedInput: bigint | null
  readonly cacheWrite: bigint | null
  readonly output: bigint | null
}

const million = 1_000_000n

/** What a call costs at most, with all the output it may give; null when a price is unknown. */
export function mostMicros(price: Pick<Price, 'input' | 'output'>, inputTokens: number, maxOutputTokens: number): bigint | null {
  if (price.input === null || price.output === null) return null
  return roundUp(price.input * BigInt(inputTokens) + price.output * BigInt(maxOutputTokens))
}

/**
 * What a call cost by the provider's own count. Cached input without a price of its own counts as plain input, which is
 * rather too much; whatever was not counted, or has no price, makes the whole unknown.
 */
export function costMicros(price: Price, usage: Usage): bigint | null {
  if (price.input === null || price.output === null || usage.input === null || usage.output === null) return null
  const cached = BigInt(usage.cachedInput ?? 0)
  const written = BigInt(usage.cacheWrite ?? 0)
  const plain = BigInt(usage.input) - cached - written
  const input = price.input * (plain > 0n ? plain : 0n) + (price.cachedInput ?? price.input) * cached
  return roundUp(input + (price.cacheWrite ?? price.input) * written + price.output * BigInt(usage.output))
}

/** To the next millionth of a dollar: a small call is never free. */
function roundUp(parts: bigint): bigint {
  return (parts + million - 1n) / million
}
