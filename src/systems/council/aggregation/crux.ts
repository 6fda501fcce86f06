import type { CleanBallot } from './choice-reading.ts'
import type { Dissent } from './dissent.ts'
import { askMembers, mixMembers } from './mixture.ts'
import type { Panel } from './panel.ts'
import { votingWeights } from './panel.ts'
import { indexOfLargest } from './vector.ts'

export type CruxRound = {
  readonly why: readonly ('below-bar' | 'small-margin' | 'informed-minority')[]
  readonly dissenter?: string
  /** The two voters who carry the leading option. */
  readonly supporters: readonly string[]
}

export type NextTest = {
  readonly crux: string
  readonly voters: readonly string[]
  /** How far the leader's probability moves if the crux turns out against these voters. */
  readonly swing: number
  readonly cost: number
}

export type CruxFacts = {
  readonly probabilities: readonly number[]
  readonly bar: number
  readonly dissent?: Dissent
  readonly minority: boolean
}

/** Whether one more round over the crux is worth it, and who is asked; undefined when the answer is clear. */
export function planCruxRound(panel: Panel, facts: CruxFacts): CruxRound | undefined {
  const ranked = [...facts.probabilities].sort((left, right) => right - left)
  const why: CruxRound['why'][number][] = []
  if (ranked[0]! <= facts.bar) why.push('below-bar')
  if (ranked[0]! - ranked[1]! < panel.state.settings.cruxMargin) why.push('small-margin')
  if (facts.minority) why.push('informed-minority')
  if (why.length === 0) return undefined
  const dissenter = facts.dissent?.voter
  return { why, dissenter, supporters: leadSupporters(panel, indexOfLargest(facts.probabilities), dissenter) }
}

/** The cruxes named in the ballots, most movement of the answer per cost first: the cheapest next tests. */
export function rankNextTests(panel: Panel, probabilities: readonly number[]): NextTest[] {
  const leading = indexOfLargest(probabilities)
  const groups = new Map<string, { voters: Set<string>; cost: number }>()
  for (const { voice } of panel.ballots) {
    const text = voice.crux?.text.trim()
    if (!text) continue
    const group = groups.get(text) ?? { voters: new Set(), cost: Infinity }
    group.voters.add(voice.voter)
    group.cost = Math.min(group.cost, usableCost(voice.crux!.cost))
    groups.set(text, group)
  }
  const tests = [...groups].map(([crux, { voters, cost }]) => {
    const moved = mixFor({ ...panel, ballots: panel.ballots.map((ballot) => overturn(ballot, voters, leading)) })
    return { crux, voters: [...voters], swing: Math.abs(moved[leading]! - probabilities[leading]!), cost }
  })
  return tests.sort((left, right) => right.swing / right.cost - left.swing / left.cost)
}

function leadSupporters(panel: Panel, leading: number, dissenter: string | undefined): string[] {
  const weights = votingWeights(panel.state, panel.domain)
  return panel.ballots
    .map(({ voice, logOdds }, index) => ({
      voter: voice.voter,
      supports: Math.max(...logOdds) === logOdds[leading],
      strength: weights[panel.seats[index]!]! * logOdds[leading]!,
    }))
    .filter(({ voter, supports }) => supports && voter !== dissenter)
    .sort((left, right) => right.strength - left.strength)
    .slice(0, 2)
    .map(({ voter }) => voter)
}

/** The ballot after its crux went against it: a supporter swaps the leader with its runner-up, others follow the leader. */
function overturn(ballot: CleanBallot, voters: ReadonlySet<string>, leading: number): CleanBallot {
  if (!voters.has(ballot.voice.voter)) return ballot
  const own = indexOfLargest(ballot.stated)
  const runnerUp = indexOfLargest(ballot.stated.map((value, option) => (option === own ? -1 : value)))
  const other = own === leading ? runnerUp : leading
  const swap = (values: readonly number[]) =>
    values.map((value, option) => (option === own ? values[other]! : option === other ? values[own]! : value))
  return { ...ballot, stated: swap(ballot.stated), logOdds: swap(ballot.logOdds), vote: swap(ballot.vote) }
}

function mixFor(panel: Panel): number[] {
  return mixMembers(askMembers(panel), panel.state.mixture)
}

function usableCost(cost: number | undefined): number {
  return cost !== undefined && Number.isFinite(cost) && cost > 0 ? cost : 1
}
