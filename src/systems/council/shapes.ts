import { z } from 'zod'
import { moment } from '#kernel/contract.ts'

/** Shapes of what the council asks, hears and answers. Unknown is null, never zero. */

export const questionType = z.enum(['choice', 'yes-no', 'numeric', 'preference', 'open'])
export const reversibility = z.enum(['reversible', 'costly', 'irreversible'])
export const questionState = z.enum(['deliberating', 'voting', 'answered', 'failed', 'cancelled'])
export const trust = z.enum(['owner', 'system', 'connected', 'untrusted'])

export const personaId = z.string().regex(/^[a-z][a-z0-9-]{1,39}$/, 'The id of a persona has 2 to 40 small letters, digits and dashes')
export const probability = z.number().min(0).max(1)
/** Figures of people and models: far beyond any real one, and far from where arithmetic breaks. */
export const figure = z.number().min(-1e15).max(1e15)
export const micros = z.number().int().nullable().describe('Millionths of a US dollar; null is unknown')

export const option = z
  .object({ id: z.string(), label: z.string(), kind: z.enum(['choice', 'none', 'need-data']) })
  .meta({ id: 'CouncilOption', title: 'One of the frozen answers of a question' })

export const personaContent = z.object({
  name: z.string().trim().min(1).max(60),
  duty: z.string().trim().min(1).max(1000).describe('What this mind has to look at'),
  artefact: z.string().trim().min(1).max(300).describe('What it has to bring along with its ballot'),
  lens: z
    .array(z.string().regex(/^[a-z]+(:[a-z0-9-]+)?$/, 'A lens looks like projects, or projects:risk'))
    .max(20)
    .describe('Evidence it reads first, by source and word; see council.sources'),
  model: z.string().max(200).nullable().describe('Model it speaks with; null spreads the minds over the providers'),
  weight: z.number().min(0).max(10).describe('Counts in preferences; where reality answers, the weight is learned instead'),
  enabled: z.boolean(),
})

export const persona = personaContent
  .extend({
    id: personaId,
    builtIn: z.boolean(),
    speaksWith: z.string().nullable().describe('The model it would be asked on now; null when none is configured'),
    learnedWeight: z.number().nullable().describe('What outcomes taught about it; null before the first'),
    warnings: z.array(z.string()).describe('Why it cannot speak, or what of its lens reads nothing; empty when all is well'),
    pauseSuggested: z.boolean().describe('Its weight has been credibly below 0 for long; you decide'),
    version: z.number().int().describe('For If-Match when you change it'),
    changedAt: moment,
  })
  .meta({ id: 'CouncilPersona', title: 'A mind of the council' })

const caseOf = {
  is: z.enum(['>=', '>', '<=', '<', '=', '!=', 'exists']),
  value: z.union([z.number(), z.string().max(200), z.boolean()]).optional(),
}

/** How reality answers by itself. Reads run with the rights the asker had when they set it up. */
export const resolverSpec = z
  .discriminatedUnion('kind', [
    z.object({
      kind: z.literal('operation'),
      operation: z.string().max(100).describe('A read operation, such as projects.get'),
      input: z.record(z.string(), z.unknown()).default({}),
      path: z.string().max(200).describe('Where the value stands in its answer, such as git.unpushed'),
      ...caseOf,
      options: z
        .array(z.object({ option: z.string().max(60), ...caseOf }))
        .max(20)
        .optional()
        .describe('For a choice: the first case that holds at the end names the option'),
      by: moment.describe('Until when it has to happen'),
    }),
    z.object({
      kind: z.literal('event'),
      event: z.string().max(100).describe('Name of an event, such as projects.signalled'),
      where: z.record(z.string().max(100), z.union([z.string(), z.number(), z.boolean()])).default({}),
      by: moment.describe('Until when it has to arrive'),
    }),
  ])
  .meta({ id: 'CouncilResolver', title: 'How an outcome is found without anybody’s word' })

export const outcomeInput = z
  .object({
    option: z.string().max(60).optional().describe('Choice: the option that came true'),
    credits: z.record(z.string(), z.number().min(0).max(1e6)).optional().describe('Choice: credit per option when several were fine'),
    happened: probability.optional().describe('Yes or no: 1 when it happened, 0 when not, between for in part'),
    value: figure.optional().describe('Number: what it turned out to be'),
    held: z.record(z.string(), probability).optional().describe('Open: how far each claim held'),
    chosen: z.string().max(60).optional().describe('Preference: what was chosen; nothing is learned from it'),
  })
  .meta({ id: 'CouncilOutcome', title: 'What really happened' })

const labelled = z.object({ option: z.string(), label: z.string(), probability: z.number() })
const quantiles = z.object({ p10: figure, p50: figure, p90: figure })

/** What somebody says; which part is read depends on the type of the question. */
export const vote = z.object({
  probabilities: z
    .record(z.string(), z.number().min(0).max(1000))
    .optional()
    .describe('Choice: a probability per option; scaled to sum to 1'),
  probability: probability.optional().describe('Yes or no: how likely yes is'),
  quantiles: quantiles.optional().describe('Number: with 10, 50 and 90 % the value lies below'),
  ranking: z.array(z.array(z.string()).min(1)).max(20).optional().describe('Preference: the best first; equals share a list'),
  claims: z.record(z.string(), probability).optional().describe('Open: how likely each claim holds'),
  reason: z.string().max(2000).default(''),
  crux: z.string().max(500).default('').describe('What would change your mind'),
})

export const ballotView = z
  .object({
    round: z.enum(['claims', 'ballot', 'crux', 'text']),
    sealed: z.number().int().describe('Order in which ballots were sealed'),
    sealedAt: moment,
    hash: z.string().describe('SHA-256 of the sealed ballot'),
    probabilities: z.array(labelled),
    quantiles: quantiles.nullable(),
    ranking: z.array(z.array(z.string())).nullable(),
    claims: z.array(z.object({ id: z.string(), probability: z.number() })),
    predicted: z.array(labelled).describe('What it expects the others to choose'),
    reason: z.string().nullable(),
    artefact: z.string().nullable(),
    crux: z.string().nullable(),
    evidence: z.array(z.string()),
    withheld: z.boolean().describe('Its words rest on evidence you may not see'),
  })
  .meta({ id: 'CouncilBallot', title: 'A sealed ballot' })

export const seatView = z
  .object({
    voter: z.string(),
    kind: z.enum(['persona', 'person']),
    name: z.string(),
    model: z.string().nullable(),
    provider: z.string().nullable(),
    state: z.enum(['waiting', 'asking', 'answered', 'absent']),
    absent: z.string().nullable().describe('Why there is no answer'),
    optionOrder: z.array(z.string()).describe('The order in which this mind was shown the options'),
    ballots: z.array(ballotView).describe('Empty while somebody may still vote blind'),
    costMicros: micros,
    changedAt: moment,
  })
  .meta({ id: 'CouncilSeat', title: 'Somebody convened for a question' })

export const evidenceView = z
  .object({
    id: z.string().describe('E1, E2 …'),
    source: z.string(),
    operation: z.string(),
    project: z.uuid().nullable(),
    title: z.string(),
    text: z.string(),
    link: z.string().nullable(),
    at: moment,
    trust,
    hash: z.string(),
    tokens: z.number().int(),
    cut: z.string().nullable().describe('Why the minds did not read it; null when they did'),
  })
  .meta({ id: 'CouncilEvidence', title: 'A piece of evidence, with its source' })

export const lensView = z
  .object({
    persona: z.string(),
    name: z.string(),
    computed: z.literal(true).describe('Computed from records by fixed rules; no model spoke'),
    headline: z.string(),
    value: z.number().nullable(),
    unit: z.string().nullable(),
    lines: z.array(z.object({ text: z.string(), evidence: z.string().nullable(), link: z.string().nullable() })),
  })
  .meta({ id: 'CouncilLens', title: 'What a persona’s rules compute from records' })
