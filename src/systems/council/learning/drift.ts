import type { Settings } from '../aggregation/settings.ts'
import type { Drift } from '../aggregation/state.ts'

/** Losses are compared with the last few hundred, because the council itself keeps getting better. */
const memory = 300
const largestDeviation = 3

/** Cumulative sum (CUSUM) of how much worse than usual the log loss is. An alarm stays. */
export function watchDrift(drift: Drift, loss: number, settings: Settings): Drift {
  const count = drift.count + 1
  const rate = 1 / Math.min(count, memory)
  const deviation = loss - drift.mean
  const mean = drift.mean + rate * deviation
  const squares = (1 - rate) * (drift.squares + rate * deviation ** 2)
  const usual = Math.sqrt(drift.squares)
  if (drift.count < settings.driftWarmUp || !(usual > 0)) return { ...drift, count, mean, squares }
  const standard = Math.min(largestDeviation, deviation / usual)
  const excess = Math.max(0, drift.excess + standard - settings.driftSlack)
  return { alarmed: drift.alarmed || excess > settings.driftThreshold, count, mean, squares, excess }
}
