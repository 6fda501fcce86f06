import { kernelErrors, Problem } from '#kernel/errors.ts'
import type { Kernel } from '#kernel/kernel.ts'
import { takeTokens } from './take-tokens.ts'

/** A node takes tokens for a tenth of a minute at once, so that most calls cost no statement. */
const shares = 10

/** Counts the calls of one key against its limit; null where there is none. All nodes together stay within it. */
export function keyRate(kernel: Kernel, key: string, perMinute: number | null): (() => Promise<void>) | null {
  if (perMinute === null) return null
  const share = Math.max(1, Math.floor(perMinute / shares))
  return async () => {
    const held = leases.get(key) ?? 0
    if (held > 0) return void leases.set(key, held - 1)
    const limit = { burst: perMinute, seconds: 60 }
    if (share > 1 && (await takeTokens(kernel.query, `key ${key}`, limit, share)) === 0) {
      leases.set(key, (leases.get(key) ?? 0) + share - 1)
      return
    }
    const seconds = await takeTokens(kernel.query, `key ${key}`, limit)
    if (seconds > 0)
      throw new Problem(kernelErrors.too_many_requests, `This key may be used ${perMinute} times a minute; try again in ${seconds} s.`, {
        retryAfter: seconds,
      })
  }
}

/** What this process has taken and not used; a restart loses it, which errs on the strict side. */
const leases = new Map<string, number>()
