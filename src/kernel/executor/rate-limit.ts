import type { Actor } from '../actor.ts'
import type { Clock } from '../clock.ts'
import type { Operation } from '../contract.ts'
import { kernelErrors, Problem } from '../errors.ts'

/** Token buckets of this node, by actor and operation; bounded, the longest untouched is forgotten first. */
export type RateLimits = Map<string, { tokens: number; at: number }>

const remembered = 10_000

/** Takes one call from the actor's bucket; answers 429 with the seconds until the next one is free. */
export function requireRate(rates: RateLimits, actor: Actor, declaration: Operation, clock: Clock): void {
  const limit = declaration.perMinute
  if (limit === undefined) return
  const key = `${declaration.id} ${actor.id}`
  const now = clock.now().getTime()
  const known = rates.get(key)
  const tokens = known ? Math.min(limit, known.tokens + ((now - known.at) * limit) / 60_000) : limit
  if (tokens < 1) {
    const seconds = Math.ceil(((1 - tokens) * 60) / limit)
    throw new Problem(kernelErrors.too_many_requests, `Try again in ${seconds} s.`, { retryAfter: seconds })
  }
  rates.delete(key)
  rates.set(key, { tokens: tokens - 1, at: now })
  if (rates.size > remembered) rates.delete(rates.keys().next().value!)
}
