import type { Option, Reversibility, Stakes } from './question.ts'
import type { Settings } from './settings.ts'
import { indexOfLargest } from './vector.ts'

export type Decision = {
  readonly kind: 'decision'
  readonly option: string
  readonly probability: number
  readonly bar: number
}

export type Undecided = {
  readonly kind: 'undecided'
  /** The leading option, where there is one. */
  readonly leading?: string
  readonly probability?: number
  readonly bar?: number
  readonly why: 'no-ballots' | 'below-bar' | 'need-data' | 'tie'
}

/** Acts only where acting has the better expected utility: when the leader's probability passes the bar. */
export function decide(probabilities: readonly number[], options: readonly Option[], bar: number): Decision | Undecided {
  const best = indexOfLargest(probabilities)
  const leading = options[best]!
  const probability = probabilities[best]!
  const facts = { leading: leading.id, probability, bar }
  if (leading.kind === 'need-data') return { kind: 'undecided', why: 'need-data', ...facts }
  if (probability > bar) return { kind: 'decision', option: leading.id, probability, bar }
  return { kind: 'undecided', why: 'below-bar', ...facts }
}

/** C_wrong / (C_wrong + C_miss) where the costs are known, else the bar for what cannot easily be taken back. */
export function barOf(stakes: Stakes, settings: Settings): number {
  if (!stakes.costs) return barOfReversibility(stakes.reversibility, settings)
  const { wrongAct, miss } = stakes.costs
  if (!(wrongAct >= 0) || !(miss >= 0) || !(wrongAct + miss > 0) || !Number.isFinite(wrongAct + miss)) {
    throw new RangeError('The costs of a wrong act and of a miss must be numbers from 0 up, not both 0.')
  }
  return wrongAct / (wrongAct + miss)
}

function barOfReversibility(reversibility: Reversibility, settings: Settings): number {
  if (reversibility === 'reversible') return settings.barReversible
  return reversibility === 'costly' ? settings.barCostly : settings.barIrreversible
}
