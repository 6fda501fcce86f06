import { z } from 'zod'
import { declare, defineContract, listInput, listOutput, moment, nothing } from '#kernel/contract.ts'
import { questionDetail, questionSummary } from './answer-shape.ts'
import { scores, voterScores } from './score-shape.ts'
import * as shape from './shapes.ts'

const question = z.uuid().describe('Id of the question')
const ofQuestion = z.object({ question })
const reading = { permission: 'council:read', project: 'none', effect: 'read' } as const
const readingOne = { permission: 'council:read', project: { row: 'question' }, effect: 'read' } as const
const asking = { permission: 'council:ask', project: { row: 'question' }, effect: 'write' } as const
const deciding = { permission: 'council:decide', project: { row: 'question' }, effect: 'write' } as const
const shaping = { permission: 'council:personas', project: 'none', effect: 'write' } as const
const byLink = { permission: 'public', project: 'none', perMinute: 30 } as const
const asked = z.object({ question: z.uuid(), number: z.number().int(), run: z.uuid().describe('The deliberation; see runs.get') })

const wording = {
  text: z.string().trim().min(3).max(2000).describe('The question, in a sentence or two'),
  context: z.string().max(20_000).default('').describe('What the minds should know beside the records'),
  type: shape.questionType.default('choice'),
  options: z
    .array(z.object({ id: shape.personaId.optional(), label: z.string().trim().min(1).max(300) }))
    .max(12)
    .default([])
    .describe('For a choice or preference; “none of these” and “need data” are added to a choice'),
  domain: z.string().trim().min(1).max(60).default('general').describe('Skill is learned per domain'),
  reversibility: shape.reversibility.default('reversible').describe('Sets how sure the council must be: 60, 75 or 90 %'),
  costs: z
    .object({ wrongAct: z.number().min(0).max(1e15), miss: z.number().min(0).max(1e15) })
    .optional()
    .describe('What a wrong act and a missed one cost, in any one unit; sets the bar instead'),
  threshold: shape.figure.optional().describe('Number: the council says how likely it is reached'),
  unit: z.string().max(40).optional(),
  minds: z.boolean().default(true).describe('Ask the personas, where models are configured'),
  adaptive: z.boolean().default(true).describe('Leave the rest unasked once their answers could hardly change anything'),
  deadlineSeconds: z.number().int().min(5).max(3600).default(180).describe('No mind’s ballot counts after it'),
  budgetMicros: z.number().int().min(0).max(1_000_000_000).optional().describe('Millionths of a dollar; nothing is asked beyond it'),
  votingHours: z
    .number()
    .min(0.01)
    .max(24 * 30)
    .optional()
    .describe('People may vote so long; without it nobody is waited for'),
  reviewAt: moment.optional().describe('When to look whether it came true; in 30 days without it'),
  resolver: shape.resolverSpec.optional(),
}

export const contract = defineContract('council', {
  ask: declare({
    summary: 'Ask the council a question',
    description:
      'The options are frozen, evidence is gathered with your rights, and every mind answers blind. Without a configured model no mind speaks: lenses are computed and people may vote.',
    http: ['POST', '/questions'],
    permission: 'council:ask',
    project: { input: 'project' },
    effect: 'write',
    perMinute: 20,
    input: z.object({
      project: z.string().max(200).optional().describe('Id or slug of the project it is about; all you may see without it'),
      ...wording,
    }),
    output: asked,
  }),
  followUp: declare({
    summary: 'Ask a further question in a conversation with the council',
    http: ['POST', '/questions/:question/follow-up'],
    ...asking,
    perMinute: 20,
    input: z.object({ question, ...wording }),
    output: asked,
  }),
  askAgain: declare({
    summary: 'Ask the same question again, over today’s evidence and models',
    http: ['POST', '/questions/:question/ask-again'],
    ...asking,
    perMinute: 20,
    input: ofQuestion,
    output: asked,
  }),
  list: declare({
    summary: 'List questions to the council with their answers',
    http: ['GET', '/questions'],
    permission: 'council:read',
    project: 'filter',
    effect: 'read',
    input: listInput(['-askedAt'], {
      project: z.string().max(200).optional().describe('Id or slug of a project'),
      type: shape.questionType.optional(),
      state: shape.questionState.optional(),
      text: z.string().max(200).optional().describe('Words of the question'),
      micro: z.boolean().default(false).describe('The council’s own micro-forecasts instead of people’s questions'),
      resolved: z.boolean().optional(),
    }),
    output: listOutput(questionSummary),
  }),
  journal: declare({
    summary: 'List decisions and answers whose outcome is due or known',
    http: ['GET', '/journal'],
    permission: 'council:read',
    project: 'filter',
    effect: 'read',
    input: z.object({
      project: z.string().max(200).optional().describe('Id or slug of a project'),
      domain: z.string().max(60).optional(),
      show: z.enum(['all', 'due', 'open', 'resolved']).default('all'),
      limit: z.number().int().min(1).max(200).default(50),
    }),
    output: z.object({
      items: z.array(
        questionSummary.extend({
          favourite: z.string().nullable().describe('What the council found most likely; null where there are no options'),
          right: z.boolean().nullable().describe('Whether that came true; null while nobody can say'),
          wrong: z.array(z.string()).describe('Names of those whose favourite did not come true'),
        }),
      ),
      due: z.number().int().describe('Reviews due now'),
    }),
  }),
  get: declare({
    summary: 'Show a question with its minds, ballots, answer and evidence',
    http: ['GET', '/questions/:question'],
    ...readingOne,
    input: ofQuestion,
    output: questionDetail,
  }),
  cancel: declare({
    summary: 'Stop a deliberation; nothing more is asked',
    http: ['POST', '/questions/:question/cancel'],
    ...asking,
    input: ofQuestion,
    output: questionSummary,
  }),
  decide: declare({
    summary: 'Write down what you decided',
    http: ['POST', '/questions/:question/decide'],
    ...deciding,
    input: z.object({
      question,
      option: z.string().max(60).optional().describe('Id of the option; leave it out for something else'),
      note: z.string().trim().max(2000).default(''),
      reviewAt: moment.optional(),
    }),
    output: questionSummary,
  }),
  resolve: declare({
    summary: 'Say what really happened; the council learns from it',
    http: ['POST', '/questions/:question/resolve'],
    ...deciding,
    input: z.object({ question, outcome: shape.outcomeInput, note: z.string().trim().max(2000).default('') }),
    output: questionSummary,
  }),
  checkOutcome: declare({
    summary: 'Look now whether reality has answered',
    http: ['POST', '/questions/:question/check'],
    ...deciding,
    input: ofQuestion,
    output: z.object({ resolved: z.boolean(), sentence: z.string() }),
  }),
  approve: declare({
    summary: 'Say whether you like an answer; it is shown and never learned from',
    http: ['PUT', '/questions/:question/approval'],
    permission: 'council:vote',
    project: { row: 'question' },
    effect: 'write',
    input: z.object({ question, liked: z.boolean() }),
    output: z.object({ liked: z.number().int(), disliked: z.number().int() }),
  }),
  vote: declare({
    summary: 'Vote blind on a question; your first ballot is the one that counts',
    http: ['POST', '/questions/:question/vote'],
    permission: 'council:vote',
    project: { row: 'question' },
    effect: 'write',
    input: z.object({ question, ...shape.vote.shape }),
    output: z.object({ hash: z.string(), sealedAt: moment }),
  }),
  closeVoting: declare({
    summary: 'End the vote of people and let the council answer',
    http: ['POST', '/questions/:question/close'],
    ...asking,
    input: ofQuestion,
    output: questionSummary,
  }),
  inviteVoter: declare({
    summary: 'Make a link with which somebody votes once, without an account',
    http: ['POST', '/questions/:question/invitations'],
    ...asking,
    once: true,
    input: z.object({
      question,
      name: z.string().trim().min(1).max(100),
      shareEvidence: z.boolean().default(false).describe('Show them what the minds read; you must be able to see all of it'),
    }),
    output: z.object({ invitation: z.uuid(), link: z.string().describe('Shown this once'), expiresAt: moment }),
  }),
  revokeInvitation: declare({
    summary: 'Take an invitation to vote back',
    http: ['DELETE', '/questions/:question/invitations/:invitation'],
    ...asking,
    input: z.object({ question, invitation: z.uuid() }),
    output: nothing,
  }),
  openBallot: declare({
    summary: 'Show the question that an invitation to vote is for',
    http: ['POST', '/ballots/open'],
    ...byLink,
    effect: 'read',
    input: z.object({ token: z.string().min(20).max(200) }),
    output: z.object({
      name: z.string(),
      text: z.string(),
      context: z.string(),
      type: shape.questionType,
      options: z.array(shape.option),
      claims: z.array(z.object({ id: z.string(), text: z.string() })),
      threshold: z.number().nullable(),
      unit: z.string().nullable(),
      evidence: z.array(shape.evidenceView),
      hidden: z.number().int().describe('Pieces of evidence that were not shared'),
      endsAt: moment,
    }),
    secret: ['token'],
  }),
  castBallot: declare({
    summary: 'Vote once with an invitation’s token',
    http: ['POST', '/ballots'],
    ...byLink,
    effect: 'write',
    input: z.object({ token: z.string().min(20).max(200), ...shape.vote.shape }),
    output: z.object({ hash: z.string(), sealedAt: moment }),
    secret: ['token'],
  }),
  listPersonas: declare({
    summary: 'List the minds of the council',
    http: ['GET', '/personas'],
    ...reading,
    input: z.object({}),
    output: z.object({ items: z.array(shape.persona), providers: z.number().int().describe('Providers the minds are spread over') }),
  }),
  getPersona: declare({
    summary: 'Show a mind with its earlier versions',
    http: ['GET', '/personas/:persona'],
    ...reading,
    input: z.object({ persona: shape.personaId }),
    output: shape.persona.extend({
      versions: z.array(shape.personaContent.extend({ version: z.number().int(), changedBy: z.string(), changedAt: moment })),
    }),
  }),
  createPersona: declare({
    summary: 'Add a mind of your own',
    http: ['POST', '/personas'],
    ...shaping,
    // The id first: that is the order of the command line's arguments.
    input: z
      .object({ id: shape.personaId })
      .extend(shape.personaContent.partial({ lens: true, model: true, weight: true, enabled: true }).shape),
    output: shape.persona,
  }),
  updatePersona: declare({
    summary: 'Change a mind, switch it on or off, or give it a model',
    http: ['PATCH', '/personas/:persona'],
    ...shaping,
    input: shape.personaContent.partial().extend({ persona: shape.personaId }),
    output: shape.persona,
  }),
  removePersona: declare({
    summary: 'Remove a mind you added; its past ballots stay',
    http: ['DELETE', '/personas/:persona'],
    ...shaping,
    effect: 'danger',
    input: z.object({ persona: shape.personaId }),
    output: nothing,
  }),
  lenses: declare({
    summary: 'Compute what each mind’s rules see in the records; no model speaks',
    http: ['GET', '/lenses'],
    permission: 'council:read',
    project: 'filter',
    effect: 'read',
    input: z.object({ project: z.string().max(200).optional().describe('Id or slug of a project; all you may see without it') }),
    output: z.object({ items: z.array(shape.lensView), evidence: z.array(shape.evidenceView), notes: z.array(z.string()) }),
  }),
  sources: declare({
    summary: 'List the records that the council reads as evidence',
    http: ['GET', '/sources'],
    ...reading,
    input: z.object({}),
    output: z.object({
      items: z.array(
        z.object({
          id: z.string(),
          operation: z.string(),
          scope: z.enum(['project', 'portfolio', 'both']),
          trust: shape.trust,
          words: z.array(z.string()).describe('What a lens may name after it, as in projects:risk'),
          state: z.enum(['readable', 'no right', 'not installed']),
        }),
      ),
    }),
  }),
  scorecards: declare({
    summary: 'Score the council and each voter against what happened',
    http: ['GET', '/scorecards'],
    ...reading,
    input: z.object({ domain: z.string().max(60).optional(), days: z.number().int().min(1).max(3650).optional() }),
    output: z.object({
      outcomes: z.number().int(),
      council: scores,
      plainPool: scores,
      voters: z.array(voterScores),
      correlation: z.number().nullable().describe('Mean correlation of the voters’ errors; null before the first outcome'),
      effectiveVoices: z.number().nullable(),
      quorum: z.object({ allowed: z.boolean(), why: z.string() }).describe('Whether the adaptive quorum may leave minds unasked'),
    }),
  }),
  calibration: declare({
    summary: 'Show how skill grew with each outcome, and how sure is right',
    http: ['GET', '/calibration'],
    ...reading,
    input: z.object({ domain: z.string().max(60).optional() }),
    output: z.object({
      outcomes: z.number().int(),
      council: scores,
      points: z.array(
        z.object({
          seq: z.number().int(),
          at: moment,
          count: z.number().int(),
          council: z.number().describe('Mean Brier score of the council up to here'),
          plainPool: z.number(),
        }),
      ),
    }),
  }),
  ledger: declare({
    summary: 'List the ledger of outcomes, the newest first',
    http: ['GET', '/ledger'],
    ...reading,
    input: z.object({ before: z.number().int().optional(), limit: z.number().int().min(1).max(200).default(50) }),
    output: z.object({
      items: z.array(
        z.object({
          seq: z.number().int(),
          kind: z.enum(['seated', 'approval', 'resolved']),
          question: z.uuid().nullable(),
          by: z.string(),
          at: moment,
          stateHash: z.string(),
        }),
      ),
      next: z.number().int().nullable(),
    }),
  }),
  replay: declare({
    summary: 'Replay the ledger and compare the result with what was learned, byte for byte',
    http: ['GET', '/replay'],
    ...reading,
    input: z.object({}),
    output: z.object({ rows: z.number().int(), stored: z.string().nullable(), replayed: z.string(), equal: z.boolean() }),
  }),
  counterfactual: declare({
    summary: 'Replay the ledger with other settings and show what the council would have said',
    http: ['POST', '/counterfactual'],
    ...reading,
    input: z.object({
      settings: z.record(z.string().max(60), z.number()).describe('Settings that differ, such as barReversible or forgetting'),
      question: z.uuid().optional().describe('Only this question'),
    }),
    output: z.object({
      settings: z.record(z.string(), z.number()),
      real: scores,
      other: scores,
      questions: z.array(
        z.object({
          question: z.uuid(),
          text: z.string().nullable(),
          real: z.record(z.string(), z.number()),
          other: z.record(z.string(), z.number()),
        }),
      ),
    }),
  }),
  forecasting: declare({
    summary: 'Show whether the council makes micro-forecasts to learn from',
    http: ['GET', '/forecasting'],
    ...reading,
    input: z.object({}),
    output: z.object({ enabled: z.boolean(), perDay: z.number().int(), open: z.number().int(), resolved: z.number().int() }),
  }),
  setForecasting: declare({
    summary: 'Switch micro-forecasts on or off; they cost a little and answer themselves',
    http: ['PUT', '/forecasting'],
    ...shaping,
    input: z.object({ enabled: z.boolean(), perDay: z.number().int().min(1).max(20).default(5) }),
    output: z.object({ enabled: z.boolean(), perDay: z.number().int(), open: z.number().int(), resolved: z.number().int() }),
  }),
})
