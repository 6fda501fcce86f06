import { setTimeout as delay } from 'node:timers/promises'
import type { z } from 'zod'
import type { Startable } from '../context.ts'
import { StepError, type Step, type StepOptions, type Workflow } from '../workflow.ts'
import { awaitRun } from './await-run.ts'
import type { Execution } from './execution.ts'
import type { EngineParts } from './parts.ts'
import type { ProgressKeeper } from './progress.ts'
import { waiting } from './reasons.ts'
import { runStep } from './step.ts'
import { startOnce } from './step-context.ts'
import { stepNames } from './step-names.ts'
import type { StoredRun } from './stored-run.ts'

const longestTimer = 2 ** 31 - 1
const tenYears = 10 * 365 * 24 * 3600

/** The calls that workflow authors have, each one entry in the run's history, on top of the library. */
export function workflowPort(
  parts: EngineParts,
  run: StoredRun,
  { execution, progress }: { execution: Execution; progress: ProgressKeeper },
): Workflow {
  const { DBOS } = parts.dbos
  const names = stepNames()

  /** Must reach the library before anything is awaited: it numbers calls in the order they come. */
  const record = <T>(name: string, body: (place: number) => Promise<T>): Promise<T> =>
    execution.calling(() => {
      if (DBOS.isInStep()) throw new Error(`A step cannot hold another: take "${name}" out of "${DBOS.stepID}".`)
      return DBOS.runStep(() => endless(execution, () => execution.holding(() => body(DBOS.stepID ?? 0))), { name })
    })

  const step = <T>(name: string, work: (step: Step) => Promise<T>, options: StepOptions = {}): Promise<T> => {
    const own = names.step(name)
    progress.tell({ step: name })
    return record(own, (place) => runStep(parts, { run, execution, name: own, place, work, options }))
  }

  return {
    run: run.id,
    project: run.project,
    startedAt: run.startedAt,
    step,
    async all(steps) {
      const ended = await Promise.allSettled(steps.map(([name, work, options]) => step(name, work, options)))
      const failures = ended.flatMap((end) => (end.status === 'rejected' ? [end.reason as StepError] : []))
      if (failures[0])
        throw new StepError({ ...failures[0], message: failures[0].message, place: Math.min(...failures.map((failure) => failure.place)) })
      return ended.map((end) => (end as PromiseFulfilledResult<never>).value)
    },
    child<I extends z.ZodObject>(workflow: Startable<I>, input: z.input<I>, options: { title?: string; host?: string } = {}) {
      const name = names.child(workflow.name)
      const work = ({ ctx, key }: Step) =>
        startOnce(ctx, { key, workflow, input, options: { ...options, project: run.project }, parent: run.id })
      return record(name, (place) => runStep(parts, { run, execution, name, place, work, options: {} }))
    },
    awaitRun(other) {
      const name = names.awaited(other)
      return record(name, (place) => awaitRun(parts, { other, execution, name, place }))
    },
    async sleep(milliseconds) {
      const until = await record(names.sleep(), async () => Date.now() + milliseconds)
      const work = () => sleepUntil(until, execution.signal)
      await execution.calling(() => waiting(parts, execution, { for: `It sleeps until ${new Date(until).toISOString()}.`, work }))
    },
    receive<T>(topic: string, timeoutMilliseconds: number) {
      const timeoutSeconds = Math.min(tenYears, timeoutMilliseconds / 1000)
      const work = () => DBOS.recv<T>(topic, { timeoutSeconds })
      return execution.calling(() => waiting(parts, execution, { for: `It waits for an answer: ${topic}.`, work }))
    },
    async progress(told) {
      progress.tell(told)
    },
  }
}

/** A call of an ended execution never comes back: neither its result nor its failure may enter the history. */
async function endless<T>(execution: Execution, work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } finally {
    if (execution.reason) await new Promise(() => {})
  }
}

async function sleepUntil(moment: number, signal: AbortSignal): Promise<void> {
  while (!signal.aborted && Date.now() < moment) {
    await delay(Math.min(longestTimer, moment - Date.now()), undefined, { signal }).catch(() => {})
  }
}
