import { sum } from '../aggregation/vector.ts'
import type { CalibrationBin, MurphySplit } from './calibration.ts'
import { allPairs, calibrationBins, expectedCalibrationError, favouritePairs, murphySplit } from './calibration.ts'
import type { ChoiceForecast, Forecast, NumericForecast } from './replay.ts'
import { brierScore, logScore, pinballScore, skill } from './scores.ts'

export type ChoiceScores = {
  readonly count: number
  /** Share of favourites that came true; partial results count in part. */
  readonly accuracy: number
  readonly brier: number
  readonly log: number
  readonly calibrationError: number
  readonly bins: readonly CalibrationBin[]
  readonly murphy: MurphySplit
  /** 1 − Brier / Brier of the plain log pool of all ballots on the same questions. */
  readonly skillOverPlainPool?: number
  /** The same against always stating an even chance per option. */
  readonly skillOverEvenChance?: number
  /** Skill over the plain pool per domain, drawn towards the overall skill where outcomes are few. */
  readonly domains: Readonly<Record<string, { readonly count: number; readonly skill?: number }>>
}

/** `pinball` is in units of each question's width; `coverage` is how often the value lay within p10 to p90. */
export type NumericScores = { readonly count: number; readonly pinball: number; readonly coverage: number }

type ScoredNumber = Pick<NumericForecast, 'value' | 'width'> & { readonly quantiles: NumericForecast['council'] }

export type Scorecard = { readonly choices?: ChoiceScores; readonly numbers?: NumericScores }

export type Scorecards = {
  readonly council: Scorecard
  readonly plainPool: Scorecard
  readonly voters: Readonly<Record<string, Scorecard>>
}

type Scored = ChoiceForecast & { readonly probabilities: readonly number[] }

const domainPriorCount = 20

/** Scores the council, the plain pool and every voter on what they said before each outcome was known. */
export function scoreForecasts(forecasts: readonly Forecast[]): Scorecards {
  const choices = forecasts.filter((forecast) => forecast.kind === 'choice')
  const numbers = forecasts.filter((forecast) => forecast.kind === 'numeric')
  const voters = new Set(forecasts.flatMap((forecast) => forecast.voters.map(({ voter }) => voter)))
  const cards = [...voters].sort().map((voter) => [voter, scoreVoter(voter, choices, numbers)] as const)
  return {
    council: {
      choices: scoreChoices(choices.map((forecast) => ({ ...forecast, probabilities: forecast.council }))),
      numbers: scoreNumbers(numbers.map((forecast) => ({ ...forecast, quantiles: forecast.council }))),
    },
    plainPool: { choices: scoreChoices(choices.map((forecast) => ({ ...forecast, probabilities: forecast.plainPool }))) },
    voters: Object.fromEntries(cards),
  }
}

function scoreVoter(voter: string, choices: readonly ChoiceForecast[], numbers: readonly NumericForecast[]): Scorecard {
  const own = choices.flatMap((forecast) => {
    const said = forecast.voters.find((entry) => entry.voter === voter)
    return said ? [{ ...forecast, probabilities: said.probabilities }] : []
  })
  const estimates = numbers.flatMap((forecast) => {
    const said = forecast.voters.find((entry) => entry.voter === voter)
    return said ? [{ ...forecast, quantiles: said.quantiles }] : []
  })
  return { choices: scoreChoices(own), numbers: scoreNumbers(estimates) }
}

function scoreChoices(scored: readonly Scored[]): ChoiceScores | undefined {
  if (scored.length === 0) return undefined
  const favourites = favouritePairs(scored)
  const brier = meanBrier(scored)
  const skillOverPlainPool = skillOverPool(scored)
  const even = scored.map(({ target }) =>
    brierScore(
      target.map(() => 1 / target.length),
      target,
    ),
  )
  return {
    count: scored.length,
    accuracy: mean(favourites.map(({ outcome }) => outcome)),
    brier,
    log: mean(scored.map(({ probabilities, target }) => logScore(probabilities, target))),
    calibrationError: expectedCalibrationError(favourites),
    bins: calibrationBins(favourites),
    murphy: murphySplit(allPairs(scored), 10),
    skillOverPlainPool,
    skillOverEvenChance: skill(brier, mean(even)),
    domains: domainSkills(scored, skillOverPlainPool),
  }
}

function domainSkills(scored: readonly Scored[], overall: number | undefined): ChoiceScores['domains'] {
  const domains = [...new Set(scored.map(({ domain }) => domain))].sort()
  return Object.fromEntries(
    domains.map((domain) => {
      const own = scored.filter((forecast) => forecast.domain === domain)
      const seen = skillOverPool(own)
      const count = own.length
      if (seen === undefined || overall === undefined) return [domain, { count }]
      const shrunk = (count * seen + domainPriorCount * overall) / (count + domainPriorCount)
      return [domain, { count, skill: shrunk }]
    }),
  )
}

function scoreNumbers(estimates: readonly ScoredNumber[]): NumericScores | undefined {
  if (estimates.length === 0) return undefined
  const inside = estimates.filter(({ quantiles, value }) => value >= quantiles.p10 && value <= quantiles.p90)
  return {
    count: estimates.length,
    pinball: mean(estimates.map(({ quantiles, value, width }) => pinballScore(quantiles, value) / width)),
    coverage: inside.length / estimates.length,
  }
}

function skillOverPool(scored: readonly Scored[]): number | undefined {
  const pool = mean(scored.map(({ plainPool, target }) => brierScore(plainPool, target)))
  return skill(meanBrier(scored), pool)
}

function meanBrier(scored: readonly Scored[]): number {
  return mean(scored.map(({ probabilities, target }) => brierScore(probabilities, target)))
}

function mean(values: readonly number[]): number {
  return sum(values) / values.length
}
