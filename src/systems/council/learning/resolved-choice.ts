import { yesNoAsChoice, yesNoBallotAsChoice } from '../aggregation/choice.ts'
import type { Reading } from '../aggregation/choice-reading.ts'
import { readChoiceBallots, valuesOf } from '../aggregation/choice-reading.ts'
import { claimAsChoice, readClaims } from '../aggregation/claims.ts'
import type { ChoiceQuestion } from '../aggregation/question.ts'
import type { CouncilState } from '../aggregation/state.ts'
import { normalise } from '../aggregation/vector.ts'
import type { ResolvedChoice, ResolvedOpen, ResolvedQuestion } from './ledger.ts'
import { isResolvedAs } from './ledger.ts'

/** One choice with a known result. `claim` names it when it is part of an open question. */
export type KnownChoice = {
  readonly question: ChoiceQuestion
  readonly reading: Reading
  /** Credit per option in the order of `reading.optionIds`, summing to 1. */
  readonly target: readonly number[]
  readonly claim?: string
}

/**
 * The choices within a resolved question: one for a choice or yes/no, one per resolved claim of an open
 * question, none otherwise. Throws RangeError for an outcome that does not fit its question.
 */
export function knownChoices(resolved: ResolvedQuestion, state: CouncilState): KnownChoice[] {
  if (isResolvedAs(resolved, 'choice')) return [readChoice(resolved, state)]
  if (isResolvedAs(resolved, 'open')) return readHeldClaims(resolved, state)
  if (!isResolvedAs(resolved, 'yes-no')) return []
  const question = yesNoAsChoice(resolved.question)
  const reading = readChoiceBallots(question, resolved.ballots.map(yesNoBallotAsChoice), state.settings)
  return [{ question, reading, target: yesNoTarget(resolved.outcome.happened) }]
}

function readChoice({ question, ballots, outcome }: ResolvedChoice, state: CouncilState): KnownChoice {
  const reading = readChoiceBallots(question, ballots, state.settings)
  const { optionIds } = reading
  const unknown = Object.keys(outcome.credits).find((id) => !optionIds.includes(id))
  if (unknown !== undefined) throw new RangeError(`The outcome credits "${unknown}", which was not an option.`)
  const credits = valuesOf(outcome.credits, optionIds)
  if (credits.some((credit) => !Number.isFinite(credit) || credit < 0) || credits.every((credit) => credit === 0)) {
    throw new RangeError('An outcome must credit at least one option with a number above 0, and none with less than 0.')
  }
  return { question, reading, target: normalise(credits) }
}

function readHeldClaims({ question, ballots, outcome }: ResolvedOpen, state: CouncilState): KnownChoice[] {
  const asked = claimAsChoice(question)
  const { readings } = readClaims(question, ballots, state)
  const unknown = Object.keys(outcome.held).find((id) => !readings.some(({ claim }) => claim === id))
  if (unknown !== undefined) throw new RangeError(`The outcome names "${unknown}", which was not a claim.`)
  return readings
    .filter(({ claim }) => Object.hasOwn(outcome.held, claim))
    .map(({ claim, reading }) => ({ question: asked, reading, target: yesNoTarget(outcome.held[claim]!), claim }))
}

/** In the order of the option ids: no, yes. */
function yesNoTarget(happened: number): number[] {
  if (!(happened >= 0 && happened <= 1)) throw new RangeError('A yes/no outcome must lie between 0 and 1.')
  return [1 - happened, happened]
}
