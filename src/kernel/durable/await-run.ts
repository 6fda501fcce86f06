import { StepError } from '../workflow.ts'
import { outlastingOutages } from './connection-loss.ts'
import type { Execution } from './execution.ts'
import type { EngineParts } from './parts.ts'
import { waiting } from './reasons.ts'

/** Repairs a notification that got lost. */
const pollMilliseconds = 2000

interface Awaited {
  readonly other: string
  readonly execution: Execution
  readonly name: string
  readonly place: number
}

interface Row {
  title: string
  state: string
  output: unknown
  error: string | null
}

/** Waits for another run's end; gives its output, or throws when it failed, was cancelled or is not there. */
export async function awaitRun(parts: EngineParts, { other, execution, name, place }: Awaited): Promise<unknown> {
  const fail = (message: string) => new StepError({ message, step: name, code: null, place })
  const first = await readRun(parts, other, execution.signal)
  if (!first) throw fail(`There is no run ${other} to wait for.`)
  const work = async () => {
    for (;;) {
      // It listens before it looks, so an end in between is not missed.
      const next = parts.endings.next(other, pollMilliseconds, execution.signal)
      const row = await readRun(parts, other, execution.signal)
      if (!row) throw fail(`The run "${first.title}" was deleted.`)
      if (row.state === 'done') return row.output
      if (row.state === 'failed') throw fail(`"${row.title}" failed: ${row.error ?? 'nobody knows why'}`)
      if (row.state === 'cancelled') throw fail(`"${row.title}" was cancelled.`)
      await next
      if (execution.reason) throw execution.reason
    }
  }
  return waiting(parts, execution, { for: `It waits for "${first.title}".`, work })
}

async function readRun(parts: EngineParts, run: string, signal: AbortSignal): Promise<Row | undefined> {
  const found = await outlastingOutages(
    () => parts.machinery.query<Row>('SELECT title, state, output, error FROM kernel.run WHERE id = $1', [run], 'run.await'),
    signal,
  )
  return found.rows[0]
}
