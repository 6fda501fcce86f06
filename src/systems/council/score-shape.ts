import { z } from 'zod'

const bin = z.object({
  from: z.number(),
  to: z.number(),
  count: z.number().int(),
  forecast: z.number(),
  outcome: z.number(),
  low: z.number().describe('Wilson 95 % interval of the outcome'),
  high: z.number(),
})

export const scores = z
  .object({
    choices: z
      .object({
        count: z.number().int(),
        accuracy: z.number(),
        brier: z.number().describe('0 to 2 over all options; lower is better'),
        log: z.number(),
        calibrationError: z.number(),
        bins: z.array(bin),
        murphy: z
          .object({
            score: z.number(),
            reliability: z.number(),
            resolution: z.number(),
            uncertainty: z.number(),
            withinVariance: z.number(),
            withinCovariance: z.number(),
          })
          .describe('score = reliability − resolution + uncertainty + withinVariance − withinCovariance'),
        skillOverPlainPool: z.number().nullable(),
        skillOverEvenChance: z.number().nullable(),
        domains: z.array(z.object({ domain: z.string(), count: z.number().int(), skill: z.number().nullable() })),
      })
      .nullable()
      .describe('Null before the first outcome'),
    numbers: z.object({ count: z.number().int(), pinball: z.number(), coverage: z.number() }).nullable(),
  })
  .meta({ id: 'CouncilScores', title: 'How forecasts did against what happened' })

export const voterScores = scores.extend({
  voter: z.string(),
  name: z.string(),
  kind: z.enum(['persona', 'person']),
  weight: z.number().nullable().describe('Learned weight; null before the first outcome'),
  answered: z.number().int(),
  absent: z.number().int(),
  flippedToRight: z.number().int(),
  flippedToWrong: z.number().int(),
  costMicros: z.number().int(),
  costPerPointMicros: z
    .number()
    .nullable()
    .describe('Cost of its resolved ballots for each 0.01 of mean Brier score gained over an even chance; null when nothing was gained'),
  pauseSuggested: z.boolean(),
})
