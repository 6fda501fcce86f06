import { z } from 'zod'
import { declare, defineContract, moment, nothing } from '#kernel/contract.ts'
import * as shape from './shapes.ts'

const reading = { permission: 'council:read', project: 'none', effect: 'read' } as const
const shaping = { permission: 'council:personas', project: 'none', effect: 'write' } as const

export const contract = defineContract('council', {
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
    input: shape.personaContent.partial({ lens: true, model: true, weight: true, enabled: true }).extend({ id: shape.personaId }),
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
})
