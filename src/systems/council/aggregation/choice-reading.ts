import type { Absence, ChoiceBallot, Echo, Probabilities } from './ballot.ts'
import { separateEchoes } from './echo.ts'
import type { ChoiceQuestion } from './question.ts'
import { checkOptions } from './question.ts'
import type { Settings } from './settings.ts'
import { byCodeUnit, centredLogs, indexOfLargest, normalise, topShares } from './vector.ts'

/** A ballot ready for arithmetic; every list follows the order of `Reading.optionIds`. */
export type CleanBallot = {
  readonly voice: ChoiceBallot
  /** As stated, scaled to sum 1. */
  readonly stated: readonly number[]
  /** `stated` kept off 0 and 1, as centred log ratios. */
  readonly logOdds: readonly number[]
  /** One vote on the favourite, split when there are several. */
  readonly vote: readonly number[]
  readonly top: string
  readonly numbers: readonly number[]
}

export type Reading = {
  readonly optionIds: readonly string[]
  /** By voter id, so that the order in which ballots arrive changes nothing. */
  readonly counted: readonly CleanBallot[]
  readonly absent: readonly Absence[]
  readonly echoes: readonly Echo[]
}

/** Checks and cleans the ballots; a ballot that says nothing usable becomes an absence with its reason. */
export function readChoiceBallots(question: ChoiceQuestion, ballots: readonly ChoiceBallot[], settings: Settings): Reading {
  const { optionIds, counted, absent } = cleanChoiceBallots(question, ballots, settings)
  return { optionIds, ...separateEchoes(counted, question.evidence), absent }
}

/** The same without looking for copies: for ballots that have already been compared as a whole. */
export function cleanChoiceBallots(question: ChoiceQuestion, ballots: readonly ChoiceBallot[], settings: Settings): Reading {
  checkOptions(question.options)
  const optionIds = question.options.map((option) => option.id).sort(byCodeUnit)
  const absent: Absence[] = []
  const clean: CleanBallot[] = []
  for (const ballot of oneEach(ballots, absent)) {
    const why = ballot.absent ?? defectOf(ballot.probabilities, optionIds)
    if (why) absent.push({ voter: ballot.voter, why })
    else clean.push(cleanBallot(ballot, valuesOf(ballot.probabilities!, optionIds), { optionIds, settings }))
  }
  absent.sort((left, right) => byCodeUnit(left.voter, right.voter))
  clean.sort((left, right) => byCodeUnit(left.voice.voter, right.voice.voter))
  return { optionIds, counted: clean, absent, echoes: [] }
}

/** The first sealed ballot of each voter; later ones are absences. */
export function oneEach<Ballot extends { voter: string; sealed?: number }>(ballots: readonly Ballot[], absent: Absence[]): Ballot[] {
  const first = new Map<string, Ballot>()
  for (const ballot of ballots) {
    const rival = first.get(ballot.voter)
    if (rival) absent.push({ voter: ballot.voter, why: 'a second ballot of the same voter' })
    if (!rival || precedes(ballot, rival)) first.set(ballot.voter, ballot)
  }
  return [...first.values()]
}

function precedes<Ballot extends { sealed?: number }>(ballot: Ballot, rival: Ballot): boolean {
  const order = (ballot.sealed ?? 0) - (rival.sealed ?? 0)
  return order === 0 ? byCodeUnit(JSON.stringify(ballot), JSON.stringify(rival)) < 0 : order < 0
}

export function defectOf(probabilities: Probabilities | undefined, optionIds: readonly string[]): string | undefined {
  if (!probabilities) return 'no probabilities'
  const unknown = Object.keys(probabilities).find((id) => !optionIds.includes(id))
  if (unknown !== undefined) return `an option that was not offered: ${unknown}`
  const values = valuesOf(probabilities, optionIds)
  if (values.some((value) => !Number.isFinite(value) || value < 0)) return 'a probability that is not a number from 0 up'
  if (values.every((value) => value === 0)) return 'no option has any probability'
  return undefined
}

export function valuesOf(probabilities: Probabilities, optionIds: readonly string[]): number[] {
  return optionIds.map((id) => (Object.hasOwn(probabilities, id) ? probabilities[id]! : 0))
}

export function cleanBallot(
  voice: ChoiceBallot,
  values: readonly number[],
  frame: { optionIds: readonly string[]; settings: Settings },
): CleanBallot {
  const stated = normalise(values)
  const { clipLow, clipHigh } = frame.settings
  const clipped = normalise(stated.map((value) => Math.min(clipHigh, Math.max(clipLow, value))))
  return {
    voice,
    stated,
    logOdds: centredLogs(clipped),
    vote: topShares(stated),
    top: frame.optionIds[indexOfLargest(stated)]!,
    numbers: stated,
  }
}
