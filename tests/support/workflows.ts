import { z } from 'zod'
import { defineContract } from '#kernel/contract.ts'
import { defineSystem } from '#kernel/system.ts'
import { defineWorkflow } from '#kernel/workflow.ts'

/** Ends at once with what it was given. */
export const echo = defineWorkflow({
  name: 'probe.echo',
  summary: 'Answer what was asked',
  input: z.object({ text: z.string() }),
  queue: 'interactive',
  run: (workflow, input) => workflow.step('answer', () => Promise.resolve({ text: input.text })),
})

/** Waits for a word, for a minute at most. */
export const patient = defineWorkflow({
  name: 'probe.patient',
  summary: 'Wait for a word',
  input: z.object({}),
  queue: 'interactive',
  async run(workflow) {
    await workflow.progress({ done: 1, total: 3, unit: 'words', step: 'wait', message: 'Waiting for a word' })
    return { word: await workflow.receive<string>('word', 60_000) }
  },
})

let broken = true

/** Fails until it is mended. */
export const brittle = defineWorkflow({
  name: 'probe.brittle',
  summary: 'Fail until mended',
  input: z.object({}),
  queue: 'interactive',
  run: (workflow) => workflow.step('try', () => (broken ? Promise.reject(new Error('It is broken.')) : Promise.resolve({ mended: true }))),
})

export function mend(): void {
  broken = false
}

/** A system that offers these workflows to tests and nothing else. */
export const probe = defineSystem({
  id: 'probe',
  summary: 'Workflows for tests',
  needs: [],
  contract: defineContract('probe', {}),
  operations: [],
  workflows: [echo, patient, brittle],
})
