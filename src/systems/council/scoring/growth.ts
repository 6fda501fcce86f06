import { brierScore } from '../learning/scores.ts'
import { scoreForecasts } from '../learning/scorecard.ts'
import type { Ctx } from '#kernel/context.ts'
import type { InputOf, OutputOf } from '#kernel/contract.ts'
import type { contract } from '../contract.ts'
import { readForecasts, type PlacedForecast } from './read-forecasts.ts'
import { asScores } from './score-view.ts'

type Declared = typeof contract.calibration

/** A chart has no use for more. */
const mostPoints = 400

export async function calibrate(ctx: Ctx, { domain }: InputOf<Declared>): Promise<OutputOf<Declared>> {
  const { forecasts } = await readForecasts(ctx, { projects: ctx.projects, domain })
  return { outcomes: forecasts.length, council: asScores(scoreForecasts(forecasts).council), points: growth(forecasts) }
}

/** Mean scores up to each outcome; thinned evenly when there are many, the last one stays. */
function growth(forecasts: readonly PlacedForecast[]) {
  let council = 0
  let pool = 0
  const choices = forecasts.filter((forecast) => forecast.kind === 'choice')
  const points = choices.map((forecast, index) => {
    council += brierScore(forecast.council, forecast.target)
    pool += brierScore(forecast.plainPool, forecast.target)
    const count = index + 1
    return { seq: forecast.seq, at: forecast.at.toISOString(), count, council: council / count, plainPool: pool / count }
  })
  const every = Math.ceil(points.length / mostPoints)
  return points.filter((_, index) => index % every === 0 || index === points.length - 1)
}
