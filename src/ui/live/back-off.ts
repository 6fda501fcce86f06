const first = 500
const longest = 15_000

/**
 * Milliseconds to wait before try number `attempt` (from 0): doubling up to 15 s, spread by `chance` (0 to 1) over the
 * upper half, so that many browsers do not return in the same instant.
 */
export function waitBefore(attempt: number, chance: number): number {
  const full = Math.min(longest, first * 2 ** Math.min(attempt, 10))
  return Math.round(full / 2 + (full / 2) * chance)
}
