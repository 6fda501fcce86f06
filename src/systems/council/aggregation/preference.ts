import type { Absence, Echo, PreferenceBallot, Voice } from './ballot.ts'
import { oneEach } from './choice-reading.ts'
import type { Decision, Undecided } from './decision.ts'
import type { EffectiveVoices } from './dependence.ts'
import { effectiveVoices, errorCorrelation } from './dependence.ts'
import { separateEchoes } from './echo.ts'
import { seatVoters } from './panel.ts'
import type { PreferenceQuestion } from './question.ts'
import { checkOptions } from './question.ts'
import type { SchulzeResult } from './schulze.ts'
import { bordaPoints, placesOf, schulze } from './schulze.ts'
import type { CouncilState } from './state.ts'
import { admitVoters } from './state.ts'
import { byCodeUnit, sum } from './vector.ts'

export type PairTable = Readonly<Record<string, Readonly<Record<string, number>>>>

export type PreferenceAnswer = {
  readonly type: 'preference'
  /** Best first; options still equal after Borda share a tier. */
  readonly ranking: readonly (readonly string[])[]
  readonly outcome: Omit<Decision, 'probability' | 'bar'> | Undecided
  /** The Schulze winners were several and Borda chose among them. */
  readonly tieBroken: boolean
  readonly margins: PairTable
  readonly paths: PairTable
  readonly borda: Readonly<Record<string, number>>
  /** The voter whose ranking turns over the most pairs of the result. */
  readonly dissent?: { readonly voter: string; readonly pairsAgainst: number; readonly reason?: string }
  readonly effectiveVoices: EffectiveVoices
  readonly absent: readonly Absence[]
  readonly echoes: readonly Echo[]
}

type RankedBallot = {
  readonly voice: Voice
  readonly top: string
  readonly places: readonly number[]
  readonly tiers: readonly (readonly number[])[]
  readonly weight: number
}

/** Ranks options on which there is no truth: Schulze over weighted rankings, ties by Borda. */
export function aggregatePreference(
  question: PreferenceQuestion,
  ballots: readonly PreferenceBallot[],
  state: CouncilState,
): PreferenceAnswer {
  checkOptions(question.options)
  const optionIds = question.options.map((option) => option.id).sort(byCodeUnit)
  const absent: Absence[] = []
  const ranked = oneEach(ballots, absent).flatMap((ballot) => readRanking(question, ballot, { optionIds, absent }))
  const { counted, echoes } = separateEchoes(ranked, question.evidence)
  const result = schulze(counted, optionIds.length)
  const points = bordaPoints(result.preferred, sum(counted.map(({ weight }) => weight)))
  const tiers = result.tiers.flatMap((tier) => breakTie(tier, points))
  const name = (tier: readonly number[]) => tier.map((option) => optionIds[option]!)
  return {
    type: 'preference',
    ranking: tiers.map(name),
    outcome: outcomeOf(name(tiers[0]!), counted.length),
    tieBroken: result.tiers[0]!.length > 1 && tiers[0]!.length === 1,
    ...tablesOf(result, optionIds),
    borda: Object.fromEntries(optionIds.map((id, option) => [id, points[option]!])),
    dissent: furthest(counted, placesOf(tiers, optionIds.length)),
    effectiveVoices: voicesOf(question, counted, state),
    absent: absent.sort((left, right) => byCodeUnit(left.voter, right.voter)),
    echoes,
  }
}

function readRanking(
  question: PreferenceQuestion,
  ballot: PreferenceBallot,
  frame: { optionIds: readonly string[]; absent: Absence[] },
): RankedBallot[] {
  const { optionIds, absent } = frame
  const weight = question.voterWeights?.[ballot.voter] ?? 1
  const why = ballot.absent ?? defectOf(ballot.ranking, optionIds, weight)
  if (why) {
    absent.push({ voter: ballot.voter, why })
    return []
  }
  const tiers = ballot.ranking!.map((tier) => tier.map((id) => optionIds.indexOf(id)))
  const top = [...ballot.ranking![0]!].sort(byCodeUnit).join(' ')
  return [{ voice: ballot, top, places: placesOf(tiers, optionIds.length), tiers, weight }]
}

function defectOf(ranking: PreferenceBallot['ranking'], optionIds: readonly string[], weight: number): string | undefined {
  if (!Number.isFinite(weight) || weight < 0) return 'a voter weight that is not a number from 0 up'
  const named = ranking?.flat() ?? []
  if (named.length === 0 || ranking!.some((tier) => tier.length === 0)) return 'no ranking'
  const unknown = named.find((id) => !optionIds.includes(id))
  if (unknown !== undefined) return `an option that was not offered: ${unknown}`
  return new Set(named).size < named.length ? 'an option ranked twice' : undefined
}

function breakTie(tier: readonly number[], points: readonly number[]): number[][] {
  const groups = new Map<number, number[]>()
  for (const option of tier) groups.set(points[option]!, [...(groups.get(points[option]!) ?? []), option])
  return [...groups].sort(([left], [right]) => right - left).map(([, options]) => options)
}

function outcomeOf(winners: readonly string[], ballotCount: number): PreferenceAnswer['outcome'] {
  if (ballotCount === 0) return { kind: 'undecided', why: 'no-ballots' }
  if (winners.length > 1) return { kind: 'undecided', why: 'tie' }
  return { kind: 'decision', option: winners[0]! }
}

function tablesOf(result: SchulzeResult, optionIds: readonly string[]): { margins: PairTable; paths: PairTable } {
  const table = (matrix: readonly (readonly number[])[]): PairTable =>
    Object.fromEntries(
      optionIds.map((row, a) => {
        const cells = optionIds.map((column, b) => [column, matrix[a]![b]!] as const)
        return [row, Object.fromEntries(cells.filter(([column]) => column !== row))]
      }),
    )
  return { margins: table(result.margins), paths: table(result.paths) }
}

function furthest(ballots: readonly RankedBallot[], result: readonly number[]): PreferenceAnswer['dissent'] {
  let worst: PreferenceAnswer['dissent']
  let most = -1
  for (const { voice, places, weight } of ballots) {
    const pairsAgainst = countInversions(places, result)
    if (pairsAgainst * weight <= most) continue
    most = pairsAgainst * weight
    worst = { voter: voice.voter, pairsAgainst, reason: voice.reason }
  }
  return worst
}

function countInversions(places: readonly number[], result: readonly number[]): number {
  let inversions = 0
  places.forEach((mine, a) => {
    places.forEach((theirs, b) => {
      if (mine < theirs && result[a]! > result[b]!) inversions++
    })
  })
  return inversions
}

function voicesOf(question: PreferenceQuestion, ballots: readonly RankedBallot[], known: CouncilState): EffectiveVoices {
  const state = admitVoters(
    known,
    ballots.map(({ voice }) => ({ id: voice.voter, provider: voice.provider })),
  )
  const { seats } = seatVoters(
    question,
    ballots.map(({ voice }) => voice.voter),
    state,
  )
  return effectiveVoices(
    ballots.map(({ weight }) => weight),
    errorCorrelation(state, seats),
  )
}
