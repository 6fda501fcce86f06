import { z } from 'zod'
import type { QuestionRow } from '../question-row.ts'
import type { Round, StoredBallot } from './stored-ballot.ts'

/** How a mind's answer looks and is read. Options bear letters in the order this mind was shown them. */
export interface BallotForm {
  readonly name: string
  readonly shape: z.ZodType
  readonly read: (answer: unknown) => StoredBallot
  /** What the mind is told about the form, after the shared part. */
  readonly instruction: string
}

export interface FormContext {
  readonly type: QuestionRow['type']
  readonly round: Round
  /** Option ids in this mind's order. */
  readonly order: readonly string[]
  readonly labels: ReadonlyMap<string, string>
  /** Ids of claims that are voted on. */
  readonly claims: readonly string[]
  readonly evidence: ReadonlySet<string>
}

const words = {
  reason: z.string().describe('Your strongest reason, in at most three sentences'),
  evidence: z.array(z.string()).describe('Ids of the evidence it rests on, such as E3; only ids from the pack'),
}
const own = {
  ...words,
  crux: z.string().describe('The one finding that would change your mind; empty if there is none'),
  artefact: z.string().describe('What your duty demands of you'),
}
type Own = z.output<z.ZodObject<typeof own>>

export function ballotForm(context: FormContext): BallotForm {
  if (context.round === 'claims') return claimsForm(context)
  if (context.round === 'text') return textForm()
  if (context.type === 'choice') return choiceForm(context)
  if (context.type === 'yes-no') return yesNoForm(context)
  if (context.type === 'numeric') return numericForm(context)
  return context.type === 'preference' ? rankingForm(context) : claimVoteForm(context)
}

/** A, B, C … for the options in this mind's order. */
export function lettersOf(order: readonly string[]): Map<string, string> {
  return new Map(order.map((id, index) => [String.fromCharCode(65 + index), id]))
}

function choiceForm(context: FormContext): BallotForm {
  const letters = lettersOf(context.order)
  const letter = z.enum([...letters.keys()] as [string, ...string[]])
  const shape = z.object({
    probabilities: z
      .array(z.object({ option: letter, probability: z.number() }))
      .describe('One entry for each option, from 0 to 1, summing to 1'),
    votes_of_others: z
      .array(z.object({ option: letter, share: z.number() }))
      .describe('The share of the other minds you expect to favour each option'),
    ...own,
  })
  return {
    name: 'ballot',
    shape,
    read(answer) {
      const said = answer as z.output<typeof shape>
      return {
        probabilities: byOption(
          letters,
          said.probabilities.map(({ option, probability }) => [option, Math.min(1000, probability)]),
        ),
        predicted: byOption(
          letters,
          said.votes_of_others.map(({ option, share }) => [option, Math.min(1000, share)]),
        ),
        ...wordsOf(said, context),
      }
    },
    instruction: `${optionList(context)}\nGive a probability to every letter. Say “need data” by giving it the largest one.`,
  }
}

function yesNoForm(context: FormContext): BallotForm {
  const shape = z.object({
    probability_of_yes: z.number().describe('From 0 to 1'),
    share_of_others_saying_yes: z.number().describe('From 0 to 1'),
    ...own,
  })
  return {
    name: 'ballot',
    shape,
    read(answer) {
      const said = answer as z.output<typeof shape>
      const share = unit(said.share_of_others_saying_yes)
      return { probability: unit(said.probability_of_yes), predicted: { yes: share, no: 1 - share }, ...wordsOf(said, context) }
    },
    instruction: 'Answer how likely “yes” is, as a probability you would bet on.',
  }
}

function numericForm(context: FormContext): BallotForm {
  const shape = z.object({
    p10: z.number().describe('The value lies below it with 10 %'),
    p50: z.number().describe('It is as likely above as below'),
    p90: z.number().describe('The value lies below it with 90 %'),
    ...own,
  })
  return {
    name: 'ballot',
    shape,
    read(answer) {
      const { p10, p50, p90, ...said } = answer as z.output<typeof shape>
      return { quantiles: { p10: figure(p10), p50: figure(p50), p90: figure(p90) }, ...wordsOf(said, context) }
    },
    instruction: 'Give three numbers, the smallest first. Make the range wide enough to be right eight times in ten.',
  }
}

function rankingForm(context: FormContext): BallotForm {
  const letters = lettersOf(context.order)
  const letter = z.enum([...letters.keys()] as [string, ...string[]])
  const shape = z.object({ ranking: z.array(z.array(letter)).describe('The best first; equally good ones share a list'), ...own })
  return {
    name: 'ballot',
    shape,
    read(answer) {
      const { ranking, ...said } = answer as z.output<typeof shape>
      return { ranking: ranking.map((tier) => tier.map((one) => letters.get(one)!)), ...wordsOf(said, context) }
    },
    instruction: `${optionList(context)}\nRank every letter once.`,
  }
}

function claimsForm(context: FormContext): BallotForm {
  const shape = z.object({
    claims: z
      .array(z.object({ text: z.string().describe('One claim in one sentence that can be true or false'), evidence: z.array(z.string()) }))
      .describe('At most five, the most important first'),
    ...own,
  })
  return {
    name: 'claims',
    shape,
    read(answer) {
      const { claims, ...said } = answer as z.output<typeof shape>
      const made = claims
        .map(({ text, evidence }) => ({ text: cut(text, 400), evidence: known(evidence, context) }))
        .filter(({ text }) => text !== '')
      return { made: made.slice(0, 5), ...wordsOf(said, context) }
    },
    instruction: 'Answer the question in claims. Every mind will vote on each of them afterwards, without knowing whose it is.',
  }
}

function claimVoteForm(context: FormContext): BallotForm {
  const id = z.enum(context.claims as [string, ...string[]])
  const shape = z.object({
    claims: z.array(z.object({ claim: id, probability: z.number().describe('How likely it holds, from 0 to 1') })),
    ...own,
  })
  return {
    name: 'ballot',
    shape,
    read(answer) {
      const { claims, ...said } = answer as z.output<typeof shape>
      return { claims: Object.fromEntries(claims.map(({ claim, probability }) => [claim, unit(probability)])), ...wordsOf(said, context) }
    },
    instruction: 'Say of each claim how likely it holds. Leave out those you know nothing about.',
  }
}

function textForm(): BallotForm {
  const shape = z.object({ text: z.string().describe('The answer, in Markdown') })
  return {
    name: 'answer',
    shape,
    read: (answer) => ({ text: cut((answer as z.output<typeof shape>).text, 12_000), reason: '', artefact: '', crux: '', evidence: [] }),
    instruction:
      'Write the answer out of the accepted claims only, naming each by its id in brackets, such as [C2]. End with a section “Dissent” about the disputed ones.',
  }
}

function optionList({ order, labels }: FormContext): string {
  return `The options, in your order:\n${[...lettersOf(order)].map(([letter, id]) => `${letter}: ${labels.get(id) ?? id}`).join('\n')}`
}

function byOption(letters: ReadonlyMap<string, string>, entries: readonly (readonly [string, number])[]): Record<string, number> {
  return Object.fromEntries(entries.map(([letter, value]) => [letters.get(letter)!, value]))
}

function wordsOf(said: Own, context: FormContext): Pick<StoredBallot, 'reason' | 'artefact' | 'crux' | 'evidence'> {
  return {
    reason: cut(said.reason, 1200),
    artefact: cut(said.artefact, 3000),
    crux: cut(said.crux, 400),
    evidence: known(said.evidence, context),
  }
}

/** Ids of the pack only: an invented one is no evidence. */
function known(ids: readonly string[], { evidence }: FormContext): string[] {
  return [...new Set(ids.map((id) => id.trim().replace(/^\[|\]$/g, '')))].filter((id) => evidence.has(id)).slice(0, 20)
}

/** A percentage is taken for one; what lies outside is brought to the edge. */
function unit(value: number): number {
  const share = value > 1 && value <= 100 ? value / 100 : value
  return Math.min(1, Math.max(0, share))
}

/** A giant is brought to where arithmetic still works. */
function figure(value: number): number {
  return Math.min(1e15, Math.max(-1e15, value))
}

function cut(text: string, most: number): string {
  const trimmed = text.replaceAll('\0', '').toWellFormed().trim()
  return trimmed.length > most ? `${trimmed.slice(0, most - 1)}…` : trimmed
}
