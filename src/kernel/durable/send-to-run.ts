import { kernelErrors, Problem } from '../errors.ts'
import type { EngineParts } from './parts.ts'
import { startRuns } from './start-runs.ts'

export interface Message {
  readonly topic: string
  readonly message: unknown
  /** Sent twice with one key it arrives once. */
  readonly key: string
}

/** Leaves a message for a run's `receive`; one that was only just asked for finds it when it gets there. */
export async function sendToRun(parts: EngineParts, run: string, { topic, message, key }: Message): Promise<void> {
  const found = await parts.machinery.query<{ state: string }>('SELECT state FROM kernel.run WHERE id = $1', [run])
  const state = found.rows[0]?.state
  if (state === undefined) throw new Problem(kernelErrors.not_found, `There is no run ${run}.`)
  if (state !== 'waiting' && state !== 'running') throw new Problem(kernelErrors.conflict, 'That run has ended; it takes no more messages.')
  if (state === 'waiting') await startRuns(parts, [run])
  await parts.dbos.DBOS.send(run, message, topic, key)
}
