import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { MurphySplit, Pair } from './calibration.ts'
import { allPairs, calibrationBins, expectedCalibrationError, favouritePairs, murphySplit, wilsonInterval } from './calibration.ts'
import { brierScore } from './scores.ts'

const near = (actual: number, expected: number, tolerance = 1e-12) =>
  assert.ok(Math.abs(actual - expected) <= tolerance, `${actual} is not ${expected}`)

/** A fixed but shapeless sequence of numbers from 0 to 1. */
function numbers(start: number): () => number {
  let state = start
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return state / 2 ** 32
  }
}

function rebuilt(split: MurphySplit): number {
  return split.reliability - split.resolution + split.uncertainty + split.withinVariance - split.withinCovariance
}

test("Murphy's split of a table worked by hand", () => {
  const cell = (forecast: number, hits: number, count: number): Pair[] =>
    Array.from({ length: count }, (_, index) => ({ forecast, outcome: index < hits ? 1 : 0 }))
  const split = murphySplit([...cell(0.1, 1, 5), ...cell(0.5, 2, 5), ...cell(0.9, 4, 5), ...cell(1, 5, 5)])
  near(split.reliability, (0.1 ** 2 + 0.1 ** 2 + 0.1 ** 2 + 0) / 4)
  near(split.resolution, (0.4 ** 2 + 0.2 ** 2 + 0.2 ** 2 + 0.4 ** 2) / 4)
  near(split.uncertainty, 0.6 * 0.4)
  near(split.score, (0.81 + 4 * 0.01 + 5 * 0.25 + 4 * 0.01 + 0.81) / 20)
  near(split.withinVariance, 0)
  near(split.withinCovariance, 0)
})

test("Murphy's identity holds to 1e-9 for distinct forecasts, for bins and for partial outcomes", () => {
  for (let start = 1; start <= 20; start++) {
    const next = numbers(start)
    const pairs = Array.from({ length: 500 }, () => {
      const forecast = next()
      const outcome = start % 2 ? Number(next() < forecast ** 1.3) : next()
      return { forecast, outcome }
    })
    const rounded = pairs.map(({ forecast, outcome }) => ({ forecast: Math.round(forecast * 20) / 20, outcome }))
    for (const split of [murphySplit(rounded), murphySplit(pairs), murphySplit(pairs, 10), murphySplit(rounded, 7)]) {
      near(rebuilt(split), split.score, 1e-9)
    }
  }
})

test('grouped by distinct binary forecasts the three terms of the paper are enough', () => {
  const next = numbers(5)
  const pairs = Array.from({ length: 1000 }, () => {
    const forecast = Math.round(next() * 20) / 20
    return { forecast, outcome: Number(next() < forecast) }
  })
  const { score, reliability, resolution, uncertainty } = murphySplit(pairs)
  near(reliability - resolution + uncertainty, score, 1e-9)
})

test('the score over all options times their number is the Brier score', () => {
  const forecasts = [
    { probabilities: [0.5, 0.3, 0.2], target: [0, 1, 0] },
    { probabilities: [0.1, 0.1, 0.8], target: [0, 0.5, 0.5] },
  ]
  const brier = (brierScore([0.5, 0.3, 0.2], [0, 1, 0]) + brierScore([0.1, 0.1, 0.8], [0, 0.5, 0.5])) / 2
  near(3 * murphySplit(allPairs(forecasts)).score, brier)
})

test('the calibration errors of the torchmetrics reference agree', () => {
  const pairs = (forecasts: number[], outcomes: number[]) => forecasts.map((forecast, index) => ({ forecast, outcome: outcomes[index]! }))
  near(expectedCalibrationError(pairs([0.25, 0.25, 0.55, 0.75, 0.75], [0, 0, 1, 1, 1]), 2), 0.29)
  near(expectedCalibrationError(pairs([1, 1, 1, 1, 0], [0, 0, 1, 1, 1]), 2), 0.6)
})

test('perfect calibration has no error, confident error has all of it, no forecast none', () => {
  const calibrated = Array.from({ length: 10 }, (_, index) => ({ forecast: 0.7, outcome: index < 7 ? 1 : 0 }))
  near(expectedCalibrationError(calibrated), 0)
  near(expectedCalibrationError([{ forecast: 1, outcome: 0 }]), 1)
  assert.equal(expectedCalibrationError([]), 0)
})

test('bins hold what they say, certainty goes into the last', () => {
  const bins = calibrationBins([
    { forecast: 0.05, outcome: 0 },
    { forecast: 0.9, outcome: 1 },
    { forecast: 1, outcome: 1 },
  ])
  assert.deepEqual(
    bins.map(({ from, to, count }) => [from, to, count]),
    [
      [0, 0.1, 1],
      [0.9, 1, 2],
    ],
  )
  near(bins[1]!.forecast, 0.95)
  assert.ok(bins[1]!.low < 1 && bins[1]!.high === 1)
})

test("Wilson's interval of 81 in 263 is .255 to .366", () => {
  const { low, high } = wilsonInterval(81 / 263, 263)
  near(low, 0.2553, 5e-5)
  near(high, 0.3662, 5e-5)
  assert.deepEqual(wilsonInterval(0, 0), { low: 0, high: 1 })
  assert.equal(wilsonInterval(0, 20).low, 0)
})

test('the favourite of a forecast is judged by the credit it got', () => {
  assert.deepEqual(favouritePairs([{ probabilities: [0.2, 0.8], target: [0.5, 0.5] }]), [{ forecast: 0.8, outcome: 0.5 }])
})
