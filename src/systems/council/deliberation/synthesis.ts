import type { Answer } from '../aggregation/aggregate.ts'
import { labelOf, type StoredOption } from '../question-row.ts'
import type { StoredSynthesis } from './stored-synthesis.ts'

export interface SynthesisFacts {
  readonly answer: Answer
  readonly options: readonly StoredOption[]
  readonly names: ReadonlyMap<string, string>
  readonly reasons: ReadonlyMap<string, string>
  readonly claims: ReadonlyMap<string, string>
  /** Who spoke: a person is no mind. */
  readonly speakers: 'minds' | 'people' | 'both'
  readonly unit: string | null
  readonly costMicros: number | null
  readonly reviewAt: Date | null
  readonly advice: string | null
  /** Composed by a mind from accepted claims, for an open question. */
  readonly composed: { readonly text: string; readonly writer: string } | null
}

/** Words around the numbers, by fixed rules: every fact in them can be found in the answer itself. */
export function synthesize(facts: SynthesisFacts): StoredSynthesis {
  const { answer, advice, composed } = facts
  const voices = voicesOf(answer)
  const sentence = sentenceOf(facts)
  const lines = [composed?.text ?? null, supportOf(facts), dissentOf(facts), testsOf(facts), closing(facts)]
  return {
    sentence,
    text: [sentence, ...lines].filter((line) => line !== null && line !== '').join('\n\n'),
    advice,
    probability: probabilityOf(answer),
    effectiveVoices: voices.effective,
    writer: composed?.writer ?? null,
  }
}

export function voicesOf(answer: Answer): { minds: number; effective: number; correlation: number } {
  if (answer.type !== 'open') return answer.effectiveVoices
  const all = answer.claims.map((claim) => claim.answer.effectiveVoices)
  const most = [...all].sort((left, right) => right.minds - left.minds)[0]
  return most ?? { minds: 0, effective: 0, correlation: 0 }
}

function probabilityOf(answer: Answer): number | null {
  return 'probability' in answer.outcome ? (answer.outcome.probability ?? null) : null
}

function sentenceOf({ answer, options, unit }: SynthesisFacts): string {
  const { outcome } = answer
  if (outcome.kind === 'estimate') return `About ${amount(outcome.value, unit)}${rangeOf(answer, unit)}.`
  if (outcome.kind === 'undecided') return undecided(outcome, options)
  // Claims are words of minds over evidence that not everybody may see; this sentence is for everybody.
  if ('accepted' in outcome) return `${outcome.accepted.length === 1 ? 'One claim holds' : `${outcome.accepted.length} claims hold`}.`
  const label = labelOf(options, outcome.option)
  if (!('probability' in outcome)) return `The council prefers “${label}”.`
  return `${label}, with ${percent(outcome.probability)}${rangeOf(answer, unit)}.`
}

function undecided(
  outcome: { why: string; leading?: string; probability?: number; bar?: number },
  options: readonly StoredOption[],
): string {
  if (outcome.why === 'no-ballots') return 'Undecided: nobody has answered.'
  if (outcome.why === 'need-data') return 'Undecided: the council needs more data first.'
  if (outcome.why === 'tie' || outcome.leading === undefined) return 'Undecided: no option stands out.'
  const lead = `“${labelOf(options, outcome.leading)}” leads with ${percent(outcome.probability ?? 0)}`
  return `Undecided: ${lead}, but ${percent(outcome.bar ?? 0)} would be needed.`
}

function rangeOf(answer: Answer, unit: string | null): string {
  if (answer.type !== 'numeric' || !answer.quantiles) return ''
  return `, with 80 % between ${amount(answer.quantiles.p10, unit)} and ${amount(answer.quantiles.p90, unit)}`
}

function supportOf({ answer, names, reasons, claims, composed }: SynthesisFacts): string | null {
  if (answer.type === 'open' && !composed && answer.outcome.kind === 'decision') {
    return ['Accepted:', ...answer.outcome.accepted.map((id) => `- [${id}] ${claims.get(id) ?? ''}`)].join('\n')
  }
  if (answer.type !== 'choice' && answer.type !== 'yes-no') return null
  const voters = [...answer.explanation.voters].sort((left, right) => right.pull - left.pull).filter(({ pull }) => pull > 0)
  const lines = voters
    .slice(0, 3)
    .flatMap(({ voter }) => (reasons.get(voter) ? [`- ${names.get(voter) ?? voter}: ${reasons.get(voter)}`] : []))
  return lines.length === 0 ? null : ['For it:', ...lines].join('\n')
}

function dissentOf({ answer, options, names, claims }: SynthesisFacts): string | null {
  const { dissent } = answer
  if (answer.type === 'open') {
    return answer.dissent.length === 0 ? null : ['Disputed:', ...answer.dissent.map((id) => `- [${id}] ${claims.get(id) ?? ''}`)].join('\n')
  }
  if (!dissent || !('voter' in dissent) || voicesOf(answer).minds < 2) return null
  const name = names.get(dissent.voter) ?? dissent.voter
  const reason = dissent.reason ? `: ${dissent.reason}` : '.'
  if ('unanimous' in dissent) {
    if (dissent.unanimous) return `Nobody disagrees. The least convinced is ${name}${reason}`
    return `The strongest dissent is ${name}, for “${labelOf(options, dissent.option)}”${reason}`
  }
  return `Furthest away is ${name}${reason}`
}

function testsOf({ answer }: SynthesisFacts): string | null {
  if (answer.type !== 'choice' && answer.type !== 'yes-no') return null
  const tests = answer.nextTests.slice(0, 3).filter(({ swing }) => swing > 0)
  if (tests.length === 0) return null
  return ['What would change it:', ...tests.map(({ crux, swing }) => `- ${crux} (moves it by ${percent(swing)})`)].join('\n')
}

const speakerWords = { minds: ['mind', 'minds'], people: ['person', 'people'], both: ['voter', 'voters'] } as const

function closing({ answer, speakers, costMicros, reviewAt }: SynthesisFacts): string {
  const voices = voicesOf(answer)
  const spoken =
    voices.minds === 0
      ? 'No voice.'
      : `${voices.minds} ${speakerWords[speakers][voices.minds === 1 ? 0 : 1]}, about ${voices.effective.toFixed(1)} independent ${voices.effective < 1.05 ? 'voice' : 'voices'}.`
  const review = reviewAt ? ` Look at it again on ${days.format(reviewAt)}.` : ''
  return `${spoken} ${costSentence(costMicros)}${review}`
}

function costSentence(micros: number | null): string {
  if (micros === null) return 'Its cost is not known.'
  return micros === 0 ? 'It cost nothing.' : `It cost $${(micros / 1e6).toFixed(micros < 10_000 ? 4 : 2)}.`
}

const days = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' })

function amount(value: number, unit: string | null): string {
  const text = Number(value.toPrecision(4)).toString()
  return unit ? `${text} ${unit}` : text
}

function percent(probability: number): string {
  return `${Math.round(probability * 100)} %`
}
