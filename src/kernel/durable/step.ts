import { setTimeout as delay } from 'node:timers/promises'
import { StepError, type Step, type StepOptions } from '../workflow.ts'
import { isConnectionLoss } from './connection-loss.ts'
import type { Execution } from './execution.ts'
import { toJson } from './json-serializer.ts'
import type { EngineParts } from './parts.ts'
import { explain } from './reasons.ts'
import { stepContext } from './step-context.ts'
import type { StoredRun } from './stored-run.ts'

export interface StepCall<T> {
  readonly run: StoredRun
  readonly execution: Execution
  readonly name: string
  /** Place in the history. */
  readonly place: number
  readonly work: (step: Step) => Promise<T>
  readonly options: StepOptions
}

/** Largest result in bytes; whatever is larger belongs into a table or a file. */
export const largestResult = 256 * 1024
const longestInterval = 3_600_000
/** A body that ignores its signal is given up this long after its time was over. */
const graceMilliseconds = 10_000
/** How long after a broken statement the node's own session has noticed that Postgres went away. */
const noticeMilliseconds = 1500

/** Runs a step's body until it succeeds, its tries are used up, or the execution ends. Throws a StepError. */
export async function runStep<T>(parts: EngineParts, call: StepCall<T>): Promise<T> {
  const { retries = 0, intervalMilliseconds = 1000, backoff = 2 } = call.options
  for (let failures = 0; ;) {
    const began = performance.now()
    try {
      return await attempt(parts, call)
    } catch (error) {
      if (call.execution.reason || error instanceof StepError) throw error
      if (await databaseWentAway(parts, call, error, began)) continue
      failures += 1
      if (failures > retries) throw failureOf(call, error)
      const wait = Math.min(longestInterval, intervalMilliseconds * backoff ** (failures - 1))
      await waitForNextTry(parts, call, { wait, failures, retries, error })
    }
  }
}

async function attempt<T>(parts: EngineParts, call: StepCall<T>): Promise<T> {
  const { timeoutMilliseconds } = call.options
  const abort = new AbortController()
  const follow = () => abort.abort(call.execution.signal.reason)
  call.execution.signal.addEventListener('abort', follow, { once: true })
  if (call.execution.signal.aborted) follow()
  const key = `${call.run.id}:${call.name}`
  const { promise: overdue, timer } = deadline(abort, timeoutMilliseconds)
  try {
    const ctx = stepContext(parts.machinery, { run: call.run, key, signal: abort.signal })
    const result = await Promise.race([call.work({ ctx, key, signal: abort.signal }), overdue])
    requireSmall(call, result)
    return result
  } catch (error) {
    throw abort.signal.reason instanceof TooLong ? abort.signal.reason : error
  } finally {
    clearTimeout(timer())
    call.execution.signal.removeEventListener('abort', follow)
  }
}

class TooLong extends Error {}

function requireSmall(call: StepCall<unknown>, result: unknown): void {
  const size = Buffer.byteLength(toJson(result))
  if (size <= largestResult) return
  throw failureOf(call, new Error(`It answered ${size} bytes; at most ${largestResult} are kept. Store it and answer a reference.`))
}

/** Aborts the body when its time is over, and rejects when it has not ended even then. */
function deadline(abort: AbortController, milliseconds: number | undefined) {
  let timer: NodeJS.Timeout | undefined
  const promise = new Promise<never>((_resolve, reject) => {
    if (milliseconds === undefined) return
    const tooLong = new TooLong(`It took longer than ${milliseconds} ms.`)
    timer = setTimeout(() => {
      abort.abort(tooLong)
      timer = setTimeout(() => reject(tooLong), graceMilliseconds)
    }, milliseconds)
  })
  return { promise, timer: () => timer }
}

/** A step that broke because our own database went away did not fail: it runs again, as after a crash. */
async function databaseWentAway(parts: EngineParts, call: StepCall<unknown>, error: unknown, began: number): Promise<boolean> {
  if (!isConnectionLoss(error)) return false
  const { signal } = call.execution
  const noticedBy = performance.now() + noticeMilliseconds
  while (!parts.session.lostSince(began) && performance.now() < noticedBy && !signal.aborted) await delay(50)
  if (!parts.session.lostSince(began)) return false
  while (!parts.session.isUp && !signal.aborted) await delay(100)
  return !signal.aborted
}

async function waitForNextTry(
  parts: EngineParts,
  call: StepCall<unknown>,
  next: { wait: number; failures: number; retries: number; error: unknown },
): Promise<void> {
  const at = new Date(Date.now() + next.wait).toISOString()
  const said = next.wait >= 1000
  if (said)
    await explain(parts, call.run.id, `${call.name}: ${messageOf(next.error)} Try ${next.failures + 1} of ${next.retries + 1} is at ${at}.`)
  await delay(next.wait, undefined, { signal: call.execution.signal }).catch(() => {})
  if (said) await explain(parts, call.run.id, null)
  if (call.execution.reason) throw call.execution.reason
}

function failureOf(call: StepCall<unknown>, error: unknown): StepError {
  const code = (error as { code?: unknown } | null)?.code
  return new StepError({ message: messageOf(error), step: call.name, code: typeof code === 'string' ? code : null, place: call.place })
}

function messageOf(error: unknown): string {
  const message = error instanceof Error ? error.message || error.name : String(error)
  return message.slice(0, 4000)
}
