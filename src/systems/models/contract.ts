import { z } from 'zod'
import { declare, defineContract, listInput, listOutput } from '#kernel/contract.ts'
import { model } from './model.ts'

export const contract = defineContract('models', {
  list: declare({
    summary: 'List the models with their prices and limits',
    http: ['GET', '/'],
    permission: 'models:read',
    project: 'none',
    effect: 'read',
    input: listInput(['name'], {
      provider: z.string().max(60).optional().describe('Name of the provider'),
      enabled: z.boolean().optional().describe('Only those that are switched on, or off'),
      text: z.string().max(100).optional().describe('Part of the name'),
    }),
    output: listOutput(model),
  }),
})
