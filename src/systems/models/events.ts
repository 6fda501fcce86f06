import { z } from 'zod'
import { defineEvents } from '#kernel/events.ts'

const ofProvider = z.object({ provider: z.uuid() })
const ofCall = z.object({ call: z.uuid() })

export const events = defineEvents('models', {
  provider_changed: {
    summary: 'A provider was added, changed, removed, listed its models, or its circuit opened or closed',
    payload: ofProvider,
    guard: 'models.listProviders',
  },
  model_changed: { summary: 'A model was added, changed or removed', payload: z.object({ model: z.uuid() }), guard: 'models.list' },
  budget_changed: { summary: 'A budget was set or removed', payload: z.object({ budget: z.uuid() }), guard: 'models.listBudgets' },
  budget_reached: {
    summary: 'A call was refused because a budget left no room for it',
    payload: z.object({ budget: z.uuid(), purpose: z.string() }),
    guard: 'models.listBudgets',
  },
  call_opened: { summary: 'A model is about to be asked; its cost is set aside', payload: ofCall, guard: 'models.listCalls' },
  call_settled: { summary: 'A call of a model ended, and what it cost is known or not', payload: ofCall, guard: 'models.listCalls' },
})
