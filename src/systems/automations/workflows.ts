import { defineWorkflow, StepError } from '#kernel/workflow.ts'
import { runStartable } from './run-startable.ts'
import { sliceStartable } from './slice-startable.ts'
import { wakeTopic } from './wake-run.ts'

/**
 * Every run of every automation. A segment interprets until nothing can go on; then the run is put aside, takes no
 * place anywhere, and a message or the time begins the next one. What was done is in the journal, so a segment that
 * breaks off is begun again.
 */
export const runWorkflow = defineWorkflow({
  ...runStartable,
  name: 'automations.run',
  async run(workflow) {
    for (;;) {
      const end = await workflow
        .step('segment', async (step) => (await import('./runtime/segment.ts')).runSegment(step, workflow.run))
        .catch((error: unknown) => {
          const failed = StepError.from(error)
          throw failed ? new Error(failed.message, { cause: failed }) : error
        })
      if (end.kind === 'ended') return {}
      await workflow.receive(wakeTopic, end.milliseconds, end.sentence)
    }
  },
})

/** A slice of a fan-out that nodes share. Nothing of its own is worth keeping: what it did is in the journal of the run. */
export const sliceWorkflow = defineWorkflow({
  ...sliceStartable,
  name: 'automations.slice',
  async run(workflow, slice) {
    for (;;) {
      const end = await workflow.step('slice', async (step) => (await import('./runtime/slice.ts')).runSlice(step, slice))
      if (end.kind === 'ended') return {}
      await workflow.receive(wakeTopic, end.milliseconds, end.sentence)
    }
  },
})
