import assert from 'node:assert/strict'
import { test } from 'node:test'
import { brierScore, logScore, pinballLoss, pinballScore, skill } from './scores.ts'

const near = (actual: number, expected: number, tolerance = 1e-12) =>
  assert.ok(Math.abs(actual - expected) <= tolerance, `${actual} is not ${expected}`)
const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length
const yesNo = (probability: number) => [probability, 1 - probability]

test("Brier's score of rain forecasts: .70 with rain is .09 on each side, .30 is .49, .50 is .25", () => {
  for (const [forecast, half] of [
    [1, 0],
    [0.7, 0.09],
    [0.3, 0.49],
    [0.5, 0.25],
    [0, 1],
  ] as const) {
    near(brierScore(yesNo(forecast), [1, 0]), 2 * half)
  }
})

test('the ten forecasts of the 1950 paper score .19 on its scale of 0 to 2', () => {
  const forecasts = [0.7, 0.9, 0.8, 0.4, 0.2, 0, 0, 0, 0, 0.1]
  const rain = [0, 1, 1, 1, 0, 0, 0, 0, 0, 0]
  near(mean(forecasts.map((forecast, day) => brierScore(yesNo(forecast), yesNo(rain[day]!)))), 0.19)
})

test('the Brier and log scores of the scikit-learn reference agree', () => {
  const brier = [0.1, 0.9, 0.8, 0.3].map((forecast, index) => brierScore(yesNo(forecast), yesNo([0, 1, 1, 0][index]!)) / 2)
  near(mean(brier), 0.0375)
  const spam = [
    [0.1, 0.9],
    [0.9, 0.1],
    [0.8, 0.2],
    [0.35, 0.65],
  ]
  const truths = [
    [0, 1],
    [1, 0],
    [1, 0],
    [0, 1],
  ]
  near(mean(spam.map((forecast, index) => logScore(forecast, truths[index]!))), 0.21616, 5e-6)
})

test('a certain miss costs a finite log score, and a certain hit none', () => {
  assert.ok(logScore([0, 1], [1, 0]) > 27 && logScore([0, 1], [1, 0]) < 28)
  near(logScore([1, 0], [1, 0]), 0)
})

test('the pinball losses of the scikit-learn reference agree', () => {
  const loss = (level: number, quantiles: number[]) => mean(quantiles.map((quantile, index) => pinballLoss(level, quantile, index + 1)))
  near(loss(0.1, [0, 2, 3]), 0.1 / 3)
  near(loss(0.1, [1, 2, 4]), 0.9 / 3)
  near(loss(0.9, [0, 2, 3]), 0.9 / 3)
  near(loss(0.9, [1, 2, 4]), 0.1 / 3)
  near(loss(0.9, [1, 2, 3]), 0)
})

test('half the absolute error is the pinball loss of the median, and the true quantiles score best', () => {
  near(pinballLoss(0.5, 3, 7), 2)
  const values = Array.from({ length: 1000 }, (_, index) => index / 1000)
  const score = (p10: number, p50: number, p90: number) => mean(values.map((value) => pinballScore({ p10, p50, p90 }, value)))
  const best = score(0.1, 0.5, 0.9)
  for (const [p10, p50, p90] of [
    [0.2, 0.5, 0.9],
    [0.1, 0.4, 0.9],
    [0.1, 0.5, 0.8],
  ] as const) {
    assert.ok(score(p10, p50, p90) > best)
  }
})

test('skill is the share of the reference loss avoided, unknown against a perfect reference', () => {
  near(skill(0.3, 0.4)!, 0.25)
  assert.ok(skill(0.5, 0.4)! < 0)
  assert.equal(skill(0.1, 0), undefined)
})
