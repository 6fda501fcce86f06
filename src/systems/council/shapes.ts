import { z } from 'zod'
import { moment } from '#kernel/contract.ts'

/** Shapes of what the council asks, hears and answers. Unknown is null, never zero. */

export const personaId = z.string().regex(/^[a-z][a-z0-9-]{1,39}$/, 'The id of a persona has 2 to 40 small letters, digits and dashes')

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
    pauseSuggested: z.boolean().describe('Its weight has been credibly below 0 for long; you decide'),
    version: z.number().int().describe('For If-Match when you change it'),
    changedAt: moment,
  })
  .meta({ id: 'CouncilPersona', title: 'A mind of the council' })
