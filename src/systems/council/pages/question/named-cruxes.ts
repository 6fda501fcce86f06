import type { Answer, Question } from '../client.ts'

export interface NamedCrux {
  /** Null where its words are not for this reader. */
  readonly crux: string | null
  readonly names: readonly string[]
  /** How far it could move the answer; null where that cannot be reckoned. */
  readonly swing: number | null
}

/** What would change the answer, most movement first; numbers, rankings and claims only know what voters named. */
export function namedCruxes({ seats, answer }: Pick<Question, 'seats'> & { answer: Pick<Answer, 'nextTests'> }): readonly NamedCrux[] {
  const nameOf = (voter: string) => seats.find((seat) => seat.voter === voter)?.name ?? voter
  if (answer.nextTests.length > 0) {
    return answer.nextTests.map(({ crux, voters, swing }) => ({ crux, names: voters.map(nameOf), swing }))
  }
  const named = new Map<string, string[]>()
  for (const { name, ballots } of seats) {
    const crux = ballots.find(({ round }) => round === 'ballot')?.crux
    if (crux) named.set(crux, [...(named.get(crux) ?? []), name])
  }
  return [...named]
    .map(([crux, names]) => ({ crux, names, swing: null }))
    .sort((left, right) => right.names.length - left.names.length || left.crux.localeCompare(right.crux))
}
