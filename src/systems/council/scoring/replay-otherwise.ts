import type { Ctx } from '#kernel/context.ts'
import type { InputOf, OutputOf } from '#kernel/contract.ts'
import { Problem } from '#kernel/errors.ts'
import { defaultSettings, type Settings } from '../aggregation/settings.ts'
import type { contract } from '../contract.ts'
import { errors } from '../errors.ts'
import { scoreForecasts } from '../learning/scorecard.ts'
import { readForecasts, type PlacedForecast } from './read-forecasts.ts'
import { asScores } from './score-view.ts'

type Declared = typeof contract.counterfactual

/** The newest so many questions are listed; the scores are over all. */
const listed = 200

/** Learns the ledger anew with other settings: nothing that is stored changes. */
export async function replayOtherwise(ctx: Ctx, input: InputOf<Declared>): Promise<OutputOf<Declared>> {
  const settings = otherSettings(input.settings)
  const real = await readForecasts(ctx, { projects: ctx.projects })
  const other = await readOther(() => readForecasts(ctx, { projects: ctx.projects, settings }))
  const texts = await ctx.query<{ id: string; text: string }>('SELECT id, text FROM council.question WHERE id = ANY ($1)', [
    [...new Set(real.forecasts.flatMap(({ question }) => question ?? []))],
  ])
  const textOf = new Map(texts.rows.map((row) => [row.id, row.text]))
  const questions = real.forecasts.flatMap((forecast, index) => {
    const counterpart = other.forecasts[index]!
    if (forecast.question === null || (input.question !== undefined && forecast.question !== input.question)) return []
    return [
      { question: forecast.question, text: textOf.get(forecast.question) ?? null, real: saidBy(forecast), other: saidBy(counterpart) },
    ]
  })
  return {
    settings: { ...settings },
    real: asScores(scoreForecasts(real.forecasts).council),
    other: asScores(scoreForecasts(other.forecasts).council),
    questions: questions.reverse().slice(0, listed),
  }
}

function otherSettings(given: Readonly<Record<string, number>>): Settings {
  for (const [name, value] of Object.entries(given)) {
    if (!Object.hasOwn(defaultSettings, name)) {
      throw new Problem(errors.wrong_settings, `There is no setting ${name}; there are ${Object.keys(defaultSettings).join(', ')}.`)
    }
    const signed = name === 'weightFloor'
    if (Math.abs(value) > 1e6 || (signed ? value > 0 : value <= 0)) {
      throw new Problem(errors.wrong_settings, `${name} must be ${signed ? 'at most 0' : 'above 0'} and no giant.`)
    }
  }
  return { ...defaultSettings, ...given }
}

async function readOther<T extends { forecasts: readonly PlacedForecast[] }>(read: () => Promise<T>): Promise<T> {
  const other = await read().catch((error: unknown) => {
    if (error instanceof RangeError) throw new Problem(errors.wrong_settings, error.message)
    throw error
  })
  const broken = other.forecasts.some((forecast) => Object.values(saidBy(forecast)).some((value) => !Number.isFinite(value)))
  if (broken) throw new Problem(errors.wrong_settings, 'With these settings the arithmetic gives no numbers.')
  return other
}

function saidBy(forecast: PlacedForecast): Record<string, number> {
  if (forecast.kind === 'numeric') return { ...forecast.council }
  const name = (option: string) => (forecast.claim === undefined ? option : `${forecast.claim} ${option}`)
  return Object.fromEntries(forecast.optionIds.map((option, index) => [name(option), forecast.council[index]!]))
}
