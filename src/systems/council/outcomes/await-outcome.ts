import type { Workflow } from '#kernel/workflow.ts'
import { checkOutcome } from './check-outcome.ts'

/** Looks between the first moment and the last one; a year has as many as a day. */
const looks = 60
const shortestPause = 60_000

/** Looks again and again, until the outcome is found or the moment has passed. */
export async function awaitOutcome(workflow: Workflow, question: string): Promise<{ question: string; sentence: string }> {
  for (let look = 1; ; look += 1) {
    const seen = await workflow.step(`look ${look}`, ({ ctx }) => checkOutcome(ctx, question), { retries: 5, intervalMilliseconds: 2000 })
    if (seen.done) return { question, sentence: seen.sentence }
    await workflow.sleep(Math.max(0, Math.min(seen.leftMilliseconds, Math.max(shortestPause, seen.wholeMilliseconds / looks))))
  }
}
