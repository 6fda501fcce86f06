import type { Answer, Question, Seat } from '../client.ts'

export interface BarPart {
  readonly option: string
  readonly label: string
  readonly probability: number
  /** “None of these” and “need data”: drawn as what is missing. */
  readonly open: boolean
}

/** The leading option first, then the others by their probability; what is no answer comes last. */
export function barParts(question: Pick<Question, 'options'>, answer: Pick<Answer, 'probabilities' | 'outcome'>): readonly BarPart[] {
  const kindOf = new Map(question.options.map((option) => [option.id, option.kind]))
  const parts = answer.probabilities.map(({ option, label, probability }) => ({
    option,
    label,
    probability,
    open: (kindOf.get(option) ?? 'choice') !== 'choice',
  }))
  const leader = answer.outcome.option ?? parts.toSorted((left, right) => right.probability - left.probability)[0]?.option
  const rank = (part: BarPart) => (part.option === leader ? 0 : part.open ? 2 : 1)
  return parts.toSorted((left, right) => rank(left) - rank(right) || right.probability - left.probability)
}

export interface BallotShare {
  readonly seat: Seat
  readonly share: number
  readonly dissents: boolean
}

/** What each first ballot gives to an option; a changed mind is told on its sheet. */
export function ballotShares(seats: readonly Seat[], option: string, dissenter: string | null): readonly BallotShare[] {
  return seats.flatMap((seat) => {
    const ballot = seat.ballots.find(({ round }) => round === 'ballot')
    if (!ballot || ballot.probabilities.length === 0) return []
    const total = ballot.probabilities.reduce((sum, one) => sum + one.probability, 0)
    const own = ballot.probabilities.find((one) => one.option === option)?.probability ?? 0
    return [{ seat, share: total > 0 ? own / total : 0, dissents: seat.voter === dissenter }]
  })
}

/** From the lowest to the highest that a method with a say gives to an option; null with fewer than two. */
export function methodSpread(methods: Answer['methods'], option: string): { low: number; high: number } | null {
  const said = methods
    .filter(({ share }) => share >= 0.02)
    .flatMap(({ probabilities }) => probabilities.find((one) => one.option === option)?.probability ?? [])
  return said.length < 2 ? null : { low: Math.min(...said), high: Math.max(...said) }
}
