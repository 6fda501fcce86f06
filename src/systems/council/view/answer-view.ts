import type { Answer } from '../aggregation/aggregate.ts'
import type { Probabilities } from '../aggregation/ballot.ts'
import type { AnswerView } from '../answer-shape.ts'
import { costOf } from '../deliberation/cost.ts'
import { voicesOf } from '../deliberation/synthesis.ts'
import type { StoredSynthesis } from '../deliberation/stored-synthesis.ts'
import type { SeatRow, StoredClaim } from '../deliberation/stored-ballot.ts'
import { labelOf, optionsOf, type QuestionRow } from '../question-row.ts'

export interface AnswerRow {
  provisional: boolean
  aggregate: Answer | Record<string, never>
  claims: StoredClaim[]
  synthesis: StoredSynthesis | null
  state_seq: string
  ready_at: Date
}

interface Known {
  readonly question: QuestionRow
  readonly answer: AnswerRow
  readonly seats: readonly SeatRow[]
  /** Whether words of minds are for this viewer. */
  readonly words: boolean
}

/** The answer for one viewer; null while there is nothing to weigh. */
export function asAnswer(known: Known): AnswerView | null {
  const { answer: row, question, words } = known
  if (!('type' in row.aggregate)) return null
  const answer = row.aggregate as Answer
  const voices = voicesOf(answer)
  return {
    provisional: row.provisional,
    outcome: outcomeView(answer, question),
    sentence: row.synthesis?.sentence ?? 'Ballots are still coming in.',
    text: words ? (row.synthesis?.text ?? null) : null,
    advice: row.synthesis?.advice ?? null,
    probabilities: 'probabilities' in answer && answer.probabilities ? labelled(answer.probabilities, question) : [],
    quantiles: answer.type === 'numeric' ? (answer.quantiles ?? null) : null,
    ranking: answer.type === 'preference' ? answer.ranking.map((tier) => [...tier]) : null,
    margins: answer.type === 'preference' ? plainTable(answer.margins) : null,
    claims: claimsView(answer, row.claims, words),
    dissent: dissentView(answer, known),
    effectiveVoices: voices,
    ...choiceView(answer, known),
    absent: absences(answer).map((one) => ({ ...one, name: nameOf(known, one.voter) })),
    echoes: answer.echoes.map((one) => ({ ...one, name: nameOf(known, one.voter) })),
    costMicros: costOf(known.seats),
    stateSeq: Number(row.state_seq),
    readyAt: row.ready_at.toISOString(),
  }
}

function outcomeView({ outcome }: Answer, question: QuestionRow): AnswerView['outcome'] {
  const option = 'option' in outcome ? outcome.option : 'leading' in outcome ? (outcome.leading ?? null) : null
  return {
    kind: outcome.kind,
    option,
    label: option === null ? null : labelOf(optionsOf(question), option),
    value: 'value' in outcome ? outcome.value : null,
    probability: 'probability' in outcome ? (outcome.probability ?? null) : null,
    bar: 'bar' in outcome ? (outcome.bar ?? null) : null,
    why: 'why' in outcome ? outcome.why : null,
  }
}

type ChoicePart = Pick<AnswerView, 'informedMinority' | 'cruxRound' | 'nextTests' | 'revisions' | 'voters' | 'methods'>

function choiceView(answer: Answer, known: Known): ChoicePart {
  if (answer.type !== 'choice' && answer.type !== 'yes-no') {
    return { informedMinority: null, cruxRound: null, nextTests: [], revisions: [], voters: [], methods: [] }
  }
  const { informedMinority: minority, cruxRound: round, explanation } = answer
  const named = <One extends { voter: string }>(one: One) => ({ ...one, name: nameOf(known, one.voter) })
  return {
    informedMinority: minority ? { ...minority, label: labelOf(optionsOf(known.question), minority.option) } : null,
    cruxRound: round ? { why: [...round.why], asked: [round.dissenter, ...round.supporters].filter((voter) => voter !== undefined) } : null,
    nextTests: answer.nextTests
      .slice(0, 10)
      .map(({ crux, voters, swing }) => ({ crux: known.words ? crux : null, voters: [...voters], swing })),
    revisions: answer.revisions.map(named),
    voters: explanation.voters.map(named),
    methods: explanation.methods.map(({ id, share, probabilities }) => ({
      id,
      share,
      probabilities: labelled(probabilities, known.question),
    })),
  }
}

function dissentView(answer: Answer, known: Known): AnswerView['dissent'] {
  const { dissent } = answer
  if (answer.type === 'open' || !dissent || !('voter' in dissent)) return null
  const option = 'option' in dissent ? dissent.option : null
  return {
    voter: dissent.voter,
    name: nameOf(known, dissent.voter),
    option,
    label: option === null ? null : labelOf(optionsOf(known.question), option),
    unanimous: 'unanimous' in dissent ? dissent.unanimous : false,
    reason: known.words ? (dissent.reason ?? null) : null,
    evidence: 'evidence' in dissent ? [...dissent.evidence] : [],
  }
}

function claimsView(answer: Answer, claims: readonly StoredClaim[], words: boolean): AnswerView['claims'] {
  if (answer.type !== 'open') return []
  return answer.claims.map(({ claim, verdict, probability = null }) => {
    const stored = claims.find((one) => one.id === claim)
    return { id: claim, text: words ? (stored?.text ?? null) : null, authors: [...(stored?.authors ?? [])], verdict, probability }
  })
}

function absences(answer: Answer): readonly { voter: string; why: string }[] {
  if (answer.type !== 'open') return answer.absent
  return answer.claims[0]?.answer.absent ?? []
}

function nameOf({ seats }: Known, voter: string): string {
  return seats.find((seat) => seat.voter === voter)?.name ?? voter
}

function labelled(probabilities: Probabilities, question: QuestionRow): AnswerView['probabilities'] {
  const options = optionsOf(question)
  const order = options.map((option) => option.id)
  return Object.entries(probabilities)
    .map(([option, probability]) => ({ option, label: labelOf(options, option), probability }))
    .sort((left, right) => order.indexOf(left.option) - order.indexOf(right.option))
}

function plainTable(table: Readonly<Record<string, Readonly<Record<string, number>>>>): Record<string, Record<string, number>> {
  return Object.fromEntries(Object.entries(table).map(([key, row]) => [key, { ...row }]))
}
