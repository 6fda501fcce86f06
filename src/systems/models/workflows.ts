import { z } from 'zod'
import { defineWorkflow } from '#kernel/workflow.ts'
import { readList, storeList } from './store-list.ts'

/** Reads a provider's list and stores it. Both steps may run again: the same list gives the same rows. */
export const refreshWorkflow = defineWorkflow({
  name: 'models.refresh',
  summary: 'Read a provider’s list of models',
  input: z.object({ provider: z.uuid() }),
  queue: 'interactive',
  async run(workflow, { provider }) {
    const list = await workflow.step('read', (step) => readList(step.ctx, provider, step.signal), {
      retries: 1,
      intervalMilliseconds: 2000,
    })
    return workflow.step('store', (step) => storeList(step.ctx, provider, list))
  },
})
