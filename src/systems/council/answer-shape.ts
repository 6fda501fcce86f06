import { z } from 'zod'
import { moment } from '#kernel/contract.ts'
import {
  evidenceView,
  lensView,
  micros,
  option,
  outcomeInput,
  questionState,
  questionType,
  resolverSpec,
  reversibility,
  seatView,
} from './shapes.ts'

const labelled = z.object({ option: z.string(), label: z.string(), probability: z.number() })
const named = { voter: z.string(), name: z.string() }

export const answerView = z
  .object({
    provisional: z.boolean().describe('Ballots may still come'),
    outcome: z.object({
      kind: z.enum(['decision', 'estimate', 'undecided']),
      option: z.string().nullable(),
      label: z.string().nullable(),
      value: z.number().nullable(),
      probability: z.number().nullable(),
      bar: z.number().nullable().describe('What the probability had to pass'),
      why: z.string().nullable(),
    }),
    sentence: z.string().describe('The answer in one sentence'),
    text: z.string().nullable().describe('The synthesis; null when it rests on evidence you may not see'),
    advice: z.string().nullable().describe('What to configure so that minds can speak'),
    probabilities: z.array(labelled),
    quantiles: z.object({ p10: z.number(), p50: z.number(), p90: z.number() }).nullable(),
    ranking: z.array(z.array(z.string())).nullable(),
    margins: z.record(z.string(), z.record(z.string(), z.number())).nullable(),
    claims: z.array(
      z.object({
        id: z.string(),
        text: z.string().nullable(),
        authors: z.array(z.string()),
        verdict: z.enum(['accepted', 'rejected', 'contested']),
        probability: z.number().nullable(),
      }),
    ),
    dissent: z
      .object({
        ...named,
        option: z.string().nullable(),
        label: z.string().nullable(),
        unanimous: z.boolean().describe('Nobody disagrees; this is the least convinced supporter'),
        reason: z.string().nullable(),
        evidence: z.array(z.string()),
      })
      .nullable(),
    effectiveVoices: z.object({ minds: z.number().int(), effective: z.number(), correlation: z.number() }),
    informedMinority: z.object({ option: z.string(), label: z.string(), share: z.number(), expectedShare: z.number() }).nullable(),
    cruxRound: z.object({ why: z.array(z.string()), asked: z.array(z.string()) }).nullable(),
    nextTests: z
      .array(z.object({ crux: z.string().nullable(), voters: z.array(z.string()), swing: z.number() }))
      .describe('What would change the answer, most movement first'),
    absent: z.array(z.object({ ...named, why: z.string() })),
    echoes: z.array(z.object({ ...named, of: z.string() })).describe('Ballots that only repeat another one: not counted'),
    revisions: z.array(z.object({ ...named, counted: z.boolean() })),
    voters: z.array(z.object({ ...named, weight: z.number(), pull: z.number() })),
    methods: z.array(z.object({ id: z.string(), share: z.number(), probabilities: z.array(labelled) })),
    costMicros: micros,
    stateSeq: z.number().int().describe('Row of the ledger up to which the council had learned'),
    readyAt: moment,
  })
  .meta({ id: 'CouncilAnswer', title: 'What the council answers' })

export const questionSummary = z
  .object({
    id: z.uuid(),
    number: z.number().int(),
    thread: z.uuid(),
    turn: z.number().int(),
    project: z.uuid().nullable(),
    type: questionType,
    text: z.string(),
    domain: z.string(),
    reversibility,
    micro: z.boolean().describe('The council asked itself, to learn'),
    askedBy: z.string(),
    state: questionState,
    stage: z.string().nullable(),
    sentence: z.string().nullable().describe('The answer in one sentence; null until there is one'),
    probability: z.number().nullable(),
    effectiveVoices: z.number().nullable(),
    run: z.uuid().nullable(),
    askedAt: moment,
    answeredAt: moment.nullable(),
    reviewAt: moment.nullable(),
    reviewDue: z.boolean(),
    decision: z
      .object({ option: z.string().nullable(), label: z.string().nullable(), note: z.string(), by: z.string(), at: moment })
      .nullable(),
    outcome: outcomeInput.extend({ resolver: z.string(), by: z.string(), note: z.string(), at: moment }).nullable(),
    version: z.number().int().describe('For If-Match when you change it'),
  })
  .meta({ id: 'CouncilQuestion', title: 'A question to the council' })

export const questionDetail = questionSummary.extend({
  context: z.string(),
  options: z.array(option),
  costs: z.object({ wrongAct: z.number(), miss: z.number() }).nullable(),
  threshold: z.number().nullable(),
  unit: z.string().nullable(),
  scope: z.enum(['project', 'portfolio']),
  deadlineAt: moment.nullable(),
  budgetMicros: micros,
  votingEndsAt: moment.nullable(),
  note: z.string().nullable().describe('Why it failed, or what was left out'),
  seats: z.array(seatView),
  answer: answerView.nullable().describe('Null while somebody may still vote blind'),
  evidence: z.array(evidenceView),
  hidden: z.number().int().describe('Pieces of evidence you may not see'),
  claims: z
    .array(z.object({ id: z.string(), text: z.string().nullable() }))
    .describe('Open: the claims to vote on; the text is null when it rests on evidence you may not see'),
  lenses: z.array(lensView),
  turns: z.array(
    z.object({ id: z.uuid(), number: z.number().int(), turn: z.number().int(), text: z.string(), sentence: z.string().nullable() }),
  ),
  invitations: z.array(
    z.object({
      id: z.uuid(),
      name: z.string(),
      createdAt: moment,
      expiresAt: moment,
      state: z.enum(['open', 'used', 'revoked', 'expired']),
    }),
  ),
  resolver: z
    .object({
      spec: resolverSpec,
      checkedAt: moment.nullable(),
      lastSeen: z.unknown(),
      problem: z.string().nullable(),
      doneAt: moment.nullable(),
    })
    .nullable(),
  approvals: z.object({ liked: z.number().int(), disliked: z.number().int() }).describe('Shown, never learned from'),
})

export type AnswerView = z.output<typeof answerView>
export type QuestionSummary = z.output<typeof questionSummary>
export type QuestionDetail = z.output<typeof questionDetail>
