import { setTimeout as delay } from 'node:timers/promises'
import type { z } from 'zod'
import type { Startable } from '../context.ts'
import { StepError, type Step, type StepOptions, type Workflow } from '../workflow.ts'
import { awaitRun } from './await-run.ts'
import type { Execution } from './execution.ts'
import type { EngineParts } from './parts.ts'
import type { ProgressKeeper } from './progress.ts'
import { waiting } from './reasons.ts'
import { runStep, type StepCall } from './step.ts'
import { startOnce } from './step-context.ts'
import { stepNames } from './step-names.ts'
import type { StoredRun } from './stored-run.ts'

const longestTimer = 2 ** 31 - 1
const tenYears = 10 * 365 * 24 * 3600

/** One execution's way to the library. */
interface Access {
  readonly parts: EngineParts
  readonly run: StoredRun
  readonly execution: Execution
  readonly progress: ProgressKeeper
}

/** The calls that workflow authors have, each one entry in the run's history, on top of the library. */
export function workflowPort(access: Access): Workflow {
  const { parts, run, execution, progress } = access
  const names = stepNames()
  const step = <T>(name: string, work: (step: Step) => Promise<T>, options: StepOptions = {}): Promise<T> => {
    progress.tell({ step: name })
    return recordStep(access, names.step(name), { work, options })
  }
  return {
    run: run.id,
    project: run.project,
    startedAt: run.startedAt,
    step,
    all: (steps) => allOf(steps.map(([name, work, options]) => step(name, work, options))),
    child<I extends z.ZodObject>(workflow: Startable<I>, input: z.input<I>, options: { title?: string; host?: string } = {}) {
      const work = ({ ctx, key }: Step) =>
        startOnce(ctx, { key, workflow, input, options: { ...options, project: run.project }, parent: run.id })
      return recordStep(access, names.child(workflow.name), { work, options: {} })
    },
    awaitRun(other) {
      const name = names.awaited(other)
      return record(access, name, (place) => awaitRun(parts, { other, execution, name, place }))
    },
    async sleep(milliseconds) {
      const until = await record(access, names.sleep(), async () => Date.now() + milliseconds)
      const work = () => sleepUntil(until, execution.signal)
      await execution.calling(() => waiting(parts, execution, { for: `It sleeps until ${new Date(until).toISOString()}.`, work }))
    },
    receive<T>(topic: string, timeoutMilliseconds: number, waitsFor = `It waits for an answer: ${topic}.`) {
      requireOutsideSteps(access, `receive "${topic}"`)
      const timeoutSeconds = Math.min(tenYears, timeoutMilliseconds / 1000)
      const work = () => parts.dbos.DBOS.recv<T>(topic, { timeoutSeconds })
      return execution.calling(() => waiting(parts, execution, { for: waitsFor, work }))
    },
    async progress(told) {
      progress.tell(told)
    },
  }
}

function recordStep<T>(access: Access, name: string, { work, options }: Pick<StepCall<T>, 'work' | 'options'>): Promise<T> {
  const { parts, run, execution } = access
  return record(access, name, (place) => runStep(parts, { run, execution, name, place, work, options }))
}

/** Must reach the library before anything is awaited: it numbers calls in the order they come. */
function record<T>(access: Access, name: string, body: (place: number) => Promise<T>): Promise<T> {
  requireOutsideSteps(access, name)
  const { execution, parts } = access
  const { DBOS } = parts.dbos
  return execution.calling(() => DBOS.runStep(() => endless(execution, () => execution.holding(() => body(DBOS.stepID ?? 0))), { name }))
}

/** What a step asked for inside itself would not be recorded. */
function requireOutsideSteps({ parts }: Access, name: string): void {
  if (parts.dbos.DBOS.isInStep()) throw new Error(`A step cannot hold another call of the workflow: take "${name}" out of it.`)
}

/** All results, or, once all have ended, the first failure; a resumed run goes on from the earliest place that failed. */
async function allOf<T>(calls: readonly Promise<T>[]): Promise<T[]> {
  const ended = await Promise.allSettled(calls)
  const failures = ended.flatMap((end) => (end.status === 'rejected' ? [end.reason as StepError] : []))
  const [first] = failures
  if (!first) return ended.map((end) => (end as PromiseFulfilledResult<Awaited<T>>).value)
  const { message, step, code } = first
  throw new StepError({ message, step, code, place: Math.min(...failures.map((failure) => failure.place)) })
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
