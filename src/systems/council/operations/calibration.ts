import { operation } from '#kernel/operation.ts'
import { contract } from '../contract.ts'
import { scoreForecasts } from '../learning/scorecard.ts'
import { brierScore } from '../learning/scores.ts'
import { readForecasts, type PlacedForecast } from '../scoring/read-forecasts.ts'
import { asScores } from '../scoring/score-view.ts'

/** A chart has no use for more. */
const mostPoints = 400

export const calibration = operation(contract.calibration, async (ctx, { domain }) => {
  const { forecasts } = await readForecasts(ctx, { projects: ctx.projects, domain })
  return { outcomes: forecasts.length, council: asScores(scoreForecasts(forecasts).council), points: growth(forecasts) }
})

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
