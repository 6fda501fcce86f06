import type { z } from 'zod'
import type { ChoiceScores, Scorecard } from '../learning/scorecard.ts'
import type { scores } from '../score-shape.ts'

export type ScoresView = z.output<typeof scores>

export function asScores({ choices, numbers }: Scorecard): ScoresView {
  return { choices: choices ? asChoices(choices) : null, numbers: numbers ? { ...numbers } : null }
}

function asChoices(choices: ChoiceScores): NonNullable<ScoresView['choices']> {
  const { domains, skillOverPlainPool = null, skillOverEvenChance = null, bins, murphy, ...plain } = choices
  return {
    ...plain,
    bins: bins.map((bin) => ({ ...bin })),
    murphy: { ...murphy },
    skillOverPlainPool,
    skillOverEvenChance,
    domains: Object.entries(domains).map(([domain, { count, skill = null }]) => ({ domain, count, skill })),
  }
}
