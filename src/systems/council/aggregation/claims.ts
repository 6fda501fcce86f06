import type { ChoiceBallot, Echo, OpenBallot } from './ballot.ts'
import type { Reading } from './choice-reading.ts'
import { cleanChoiceBallots } from './choice-reading.ts'
import type { ChoiceAnswer } from './choice.ts'
import { answerReading, yesNoAsChoice } from './choice.ts'
import { barOf } from './decision.ts'
import { separateEchoes } from './echo.ts'
import type { ChoiceQuestion, OpenQuestion } from './question.ts'
import type { CouncilState } from './state.ts'
import { byCodeUnit } from './vector.ts'

export type ClaimVerdict = {
  readonly claim: string
  /** The writer may use accepted claims only. */
  readonly verdict: 'accepted' | 'rejected' | 'contested'
  /** Unknown when nobody voted on the claim. */
  readonly probability?: number
  readonly answer: ChoiceAnswer
}

export type OpenAnswer = {
  readonly type: 'open'
  readonly claims: readonly ClaimVerdict[]
  readonly outcome:
    | { readonly kind: 'decision'; readonly accepted: readonly string[] }
    | { readonly kind: 'undecided'; readonly why: 'no-ballots' | 'below-bar' }
  /** Claims that must appear in the dissent section, most disputed first. */
  readonly dissent: readonly string[]
  /** Who composes the text; undefined when nobody answered. */
  readonly writer?: string
  readonly echoes: readonly Echo[]
}

/** Votes on every claim of an open answer as a yes/no question of its own. */
export function aggregateOpen(question: OpenQuestion, ballots: readonly OpenBallot[], state: CouncilState): OpenAnswer {
  const bar = barOf(question, state.settings)
  const { readings, echoes } = readClaims(question, ballots, state)
  const asked = claimAsChoice(question)
  const claims = readings.map(({ claim, reading }): ClaimVerdict => {
    const answer = answerReading(asked, reading, state)
    const probability = answer.probabilities.yes
    return { claim, verdict: verdictOf(probability, bar), probability, answer }
  })
  const accepted = claims.filter(({ verdict }) => verdict === 'accepted').map(({ claim }) => claim)
  const heard = claims.some(({ answer }) => answer.effectiveVoices.minds > 0)
  const why = heard ? 'below-bar' : 'no-ballots'
  return {
    type: 'open',
    claims,
    outcome: accepted.length > 0 ? { kind: 'decision', accepted } : { kind: 'undecided', why },
    dissent: disputed(claims),
    writer: chooseWriter(question, ballots, accepted),
    echoes,
  }
}

/** The ballots claim by claim, in the order of claim ids. Copies are found by the whole ballot. */
export function readClaims(
  question: OpenQuestion,
  ballots: readonly OpenBallot[],
  state: CouncilState,
): { readings: { claim: string; reading: Reading }[]; echoes: Echo[] } {
  const ids = question.claims.map((claim) => claim.id).sort(byCodeUnit)
  if (new Set(ids).size < ids.length) throw new RangeError('Two claims have the same id; give each its own.')
  const comparable = ballots.map((voice) => compareWhole(voice, ids))
  const { counted, echoes } = separateEchoes(comparable, question.evidence)
  const asked = claimAsChoice(question)
  const readings = ids.map((claim) => {
    const onClaim = counted.map(({ voice }) => ballotOnClaim(voice, claim))
    return { claim, reading: cleanChoiceBallots(asked, onClaim, state.settings) }
  })
  return { readings, echoes }
}

export function claimAsChoice(question: OpenQuestion): ChoiceQuestion {
  const { domain, council, evidence, reversibility, costs } = question
  return yesNoAsChoice({ domain, council, evidence, reversibility, costs })
}

/** A ballot that says nothing gets a name of its own, so that two silent voters are no copies. */
function compareWhole(voice: OpenBallot, ids: readonly string[]): { voice: OpenBallot; top: string; numbers: number[] } {
  const numbers = ids.map((id) => (voice.claims && Object.hasOwn(voice.claims, id) ? voice.claims[id]! : -1))
  const silent = voice.absent !== undefined || numbers.every((value) => value === -1)
  const sides = numbers.map((value) => (value === -1 ? '-' : value >= 0.5 ? 'y' : 'n'))
  return { voice, top: silent ? `silent ${voice.voter}` : sides.join(''), numbers }
}

/** A ballot's view of one claim; who left it out is absent there. */
function ballotOnClaim({ claims, ...voice }: OpenBallot, claim: string): ChoiceBallot {
  if (voice.absent) return voice
  if (!claims || !Object.hasOwn(claims, claim)) return { ...voice, absent: 'no opinion on this claim' }
  return { ...voice, probabilities: { yes: claims[claim]!, no: 1 - claims[claim]! } }
}

function verdictOf(probability: number | undefined, bar: number): ClaimVerdict['verdict'] {
  if (probability === undefined) return 'contested'
  if (probability > bar) return 'accepted'
  return 1 - probability > bar ? 'rejected' : 'contested'
}

/** Every claim that somebody with a vote opposes, the closest to a draw first. */
function disputed(claims: readonly ClaimVerdict[]): string[] {
  return claims
    .filter(({ answer }) => answer.dissent && !answer.dissent.unanimous)
    .sort((left, right) => distanceFromDraw(left) - distanceFromDraw(right))
    .map(({ claim }) => claim)
}

function distanceFromDraw({ probability }: ClaimVerdict): number {
  return Math.abs((probability ?? 0.5) - 0.5)
}

/** Rotates: who has written least, then who made fewest of the accepted claims, then by id. */
function chooseWriter(question: OpenQuestion, ballots: readonly OpenBallot[], accepted: readonly string[]): string | undefined {
  const own = (voter: string) => question.claims.filter(({ id, authors }) => accepted.includes(id) && authors?.includes(voter)).length
  const candidates = ballots
    .filter((ballot) => !ballot.absent && !ballot.person)
    .map(({ voter }) => ({ voter, written: question.written?.[voter] ?? 0, own: own(voter) }))
  candidates.sort((left, right) => left.written - right.written || left.own - right.own || byCodeUnit(left.voter, right.voter))
  return candidates[0]?.voter
}
