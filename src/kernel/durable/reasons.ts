import type { Execution } from './execution.ts'
import { freePlace } from './places.ts'
import type { EngineParts } from './parts.ts'

/** Waits shorter than this are not worth a word. */
const worthAWord = 1000

/** Says on the run why it does not go on right now; null takes it back. Never fails: it is only said, not needed. */
export async function explain(parts: EngineParts, run: string, reason: string | null): Promise<void> {
  try {
    await parts.machinery.query(
      `UPDATE kernel.run SET reason = $2 WHERE id = $1 AND state = 'running' AND cancel_requested_at IS NULL AND reason IS DISTINCT FROM $2`,
      [run, reason?.slice(0, 500) ?? null],
      'run.explain',
    )
  } catch (error) {
    parts.log.debug({ err: (error as Error).message, run }, 'the reason of a wait could not be stored')
  }
}

/** A wait of a run: others may have its place in the queue meanwhile, and people read what it waits for. */
export async function waiting<T>(parts: EngineParts, execution: Execution, wait: { for: string; work: () => Promise<T> }): Promise<T> {
  const { run } = execution
  const takeBack = freePlace(parts.dbos, run)
  parts.queueCalls.callLeft()
  const said: Promise<void>[] = []
  const timer = setTimeout(() => said.push(explain(parts, run, wait.for)), worthAWord)
  try {
    return await wait.work()
  } finally {
    clearTimeout(timer)
    takeBack()
    if (said[0] && !execution.reason) await said[0].then(() => explain(parts, run, null))
  }
}
