import { StepError, type WorkflowDefinition } from '../workflow.ts'
import type { Execution } from './execution.ts'
import { toJson } from './json-serializer.ts'
import type { EngineParts } from './parts.ts'
import { workflowPort } from './port.ts'
import { ProgressKeeper } from './progress.ts'
import { largestResult } from './step.ts'
import { readStoredRun } from './stored-run.ts'

/**
 * The one wrapper around every workflow. It neither writes that the run began nor how it ended: the database does so
 * when the library writes its own row. Whatever it throws is the outcome that the library records.
 */
export async function runDefinition(parts: EngineParts, definition: WorkflowDefinition, run: string): Promise<unknown> {
  const execution = parts.executions.begin(run)
  const progress = new ProgressKeeper(parts, run)
  try {
    const output = await Promise.race([carryOut(parts, definition, { execution, progress }), execution.ended])
    await progress.finish()
    return output
  } catch (error) {
    if (!execution.reason) await progress.finish()
    throw execution.reason ?? outcomeOf(error)
  } finally {
    progress.drop()
    parts.executions.finish(execution)
    parts.queueCalls.callLeft()
  }
}

async function carryOut(
  parts: EngineParts,
  definition: WorkflowDefinition,
  own: { execution: Execution; progress: ProgressKeeper },
): Promise<unknown> {
  const stored = await readStoredRun(parts, own.execution.run)
  if (stored.cancelRequested) {
    await parts.dbos.DBOS.cancelWorkflow(stored.id)
    own.execution.end(new parts.dbos.Cancelled(stored.id))
    return own.execution.ended
  }
  const input = definition.input.safeParse(stored.input)
  if (!input.success) throw new Error(`Its input does not fit this version of ${definition.name}: ${input.error.message}`)
  const output = await definition.run(workflowPort({ parts, run: stored, ...own }), input.data)
  const size = Buffer.byteLength(toJson(output))
  if (size > largestResult) throw new Error(`${definition.name} answered ${size} bytes; at most ${largestResult} are kept.`)
  return output
}

/** What is recorded of a failure: the sentence for people, and where a resumed run goes on. */
function outcomeOf(error: unknown): Error {
  const failed = stepIn(error)
  const message = error instanceof Error ? error.message || error.name : String(error)
  const sentence = failed && error === failed ? `${failed.step}: ${message}` : message
  return Object.assign(new Error(sentence.slice(0, 4000)), { name: 'RunFailed', place: failed?.place ?? null, code: failed?.code ?? null })
}

function stepIn(error: unknown): StepError | null {
  if (error instanceof StepError) return error
  const cause = (error as { cause?: unknown } | null)?.cause
  return cause ? stepIn(cause) : null
}
