import type { Panel } from './panel.ts'
import { votingWeights } from './panel.ts'

/** The ballot that speaks most against the leading option. */
export type Dissent = {
  readonly voter: string
  /** What it prefers; the leading option itself when nobody disagrees. */
  readonly option: string
  /** Weight times its log odds for its own favourite over the leader. */
  readonly strength: number
  readonly unanimous: boolean
  readonly reason?: string
  readonly evidence: readonly string[]
}

/** Chooses by weighted log odds; voters of no weight speak last. With unanimity: the least convinced supporter. */
export function strongestDissent(panel: Panel, leading: number): Dissent | undefined {
  const weights = votingWeights(panel.state, panel.domain)
  const candidates = panel.ballots.map((ballot, index) => {
    const gap = Math.max(...ballot.logOdds) - ballot.logOdds[leading]!
    const weight = Math.max(0, weights[panel.seats[index]!]!)
    return { ballot, gap, strength: weight * gap, doubt: -ballot.logOdds[leading]! }
  })
  const opposed = candidates.filter(({ gap }) => gap > 0)
  const unanimous = opposed.length === 0
  const ranked = (unanimous ? candidates : opposed).sort(
    (left, right) => right.strength - left.strength || right.gap - left.gap || right.doubt - left.doubt,
  )
  const chosen = ranked[0]
  if (!chosen) return undefined
  const { voice, top } = chosen.ballot
  return {
    voter: voice.voter,
    option: top,
    strength: chosen.strength,
    unanimous,
    reason: voice.reason,
    evidence: voice.evidence ?? [],
  }
}
