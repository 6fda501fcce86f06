import { mean } from './baselines.ts'
import type { SeedResult } from './run-seed.ts'

export type Summary = { readonly scenario: string; readonly results: readonly SeedResult[] }

/** Mean and its standard error; the error of a single value is unknown and counts as 0. */
export function spreadOf(values: readonly number[]): { mean: number; standardError: number } {
  const centre = mean(values)
  if (values.length < 2) return { mean: centre, standardError: 0 }
  const squares = values.reduce((sum, value) => sum + (value - centre) ** 2, 0)
  return { mean: centre, standardError: Math.sqrt(squares / (values.length - 1) / values.length) }
}
