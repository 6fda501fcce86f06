import { z } from 'zod'
import { defineWorkflow } from '#kernel/workflow.ts'

const ofQuestion = z.object({ question: z.uuid() })

/** From the frame to the answer. Everything it learns on the way stands in rows; its code is loaded by the first one. */
export const deliberateWorkflow = defineWorkflow({
  name: 'council.deliberate',
  summary: 'Deliberate on a question',
  input: ofQuestion,
  queue: 'interactive',
  run: async (workflow, { question }) => (await import('./deliberation/deliberate.ts')).deliberate(workflow, question),
})

/** The answer after people have voted. */
export const concludeWorkflow = defineWorkflow({
  name: 'council.conclude',
  summary: 'Answer a question after the vote',
  input: ofQuestion,
  queue: 'interactive',
  run: async (workflow, { question }) => (await import('./deliberation/conclude.ts')).conclude(workflow, question),
})

/** Waits for reality with the rights of whoever asked. */
export const awaitOutcomeWorkflow = defineWorkflow({
  name: 'council.awaitOutcome',
  summary: 'Wait for the outcome of a question',
  input: ofQuestion,
  queue: 'bulk',
  run: async (workflow, { question }) => (await import('./outcomes/await-outcome.ts')).awaitOutcome(workflow, question),
})
