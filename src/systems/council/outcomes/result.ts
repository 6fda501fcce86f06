import type { z } from 'zod'
import { Problem } from '#kernel/errors.ts'
import type { Proceedings } from '../deliberation/proceedings.ts'
import { errors } from '../errors.ts'
import type { QuestionRow } from '../question-row.ts'
import type { outcomeInput } from '../shapes.ts'

export type Outcome = z.output<typeof outcomeInput>

/** The outcome in the form that the ledger keeps for this type of question. */
export function resultOf(row: Pick<QuestionRow, 'type' | 'options'>, outcome: Outcome, said: Pick<Proceedings, 'claims'>): unknown {
  switch (row.type) {
    case 'choice':
      return { credits: creditsOf(row, outcome) }
    case 'yes-no':
      if (outcome.happened === undefined) throw new Problem(errors.wrong_outcome, 'Say in `happened` whether it came about, from 0 to 1.')
      return { happened: outcome.happened }
    case 'numeric':
      if (outcome.value === undefined) throw new Problem(errors.wrong_outcome, 'Say in `value` what it turned out to be.')
      return { value: outcome.value }
    case 'preference':
      return outcome.chosen === undefined ? {} : { chosen: requireOption(row, outcome.chosen) }
    case 'open': {
      const held = outcome.held ?? {}
      const unknown = Object.keys(held).find((id) => !said.claims.some((claim) => claim.id === id))
      if (unknown) throw new Problem(errors.wrong_outcome, `There is no claim ${unknown}.`)
      if (Object.keys(held).length === 0) throw new Problem(errors.wrong_outcome, 'Say in `held` how far each claim held, from 0 to 1.')
      return { held }
    }
  }
}

function creditsOf(row: Pick<QuestionRow, 'options'>, { option, credits }: Outcome): Record<string, number> {
  if (credits && Object.keys(credits).length > 0) {
    for (const id of Object.keys(credits)) requireOption(row, id)
    return credits
  }
  if (option === undefined)
    throw new Problem(errors.wrong_outcome, 'Say in `option` which of them came true, or in `credits` which were fine.')
  return { [requireOption(row, option)]: 1 }
}

function requireOption({ options }: Pick<QuestionRow, 'options'>, id: string): string {
  if (options.some((option) => option.id === id)) return id
  throw new Problem(errors.wrong_outcome, `There is no option ${id}; there are ${options.map((option) => option.id).join(', ')}.`)
}
