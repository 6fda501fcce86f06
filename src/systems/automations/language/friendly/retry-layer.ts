import { isObject, type Json, type JsonObject } from '../../expressions/json.ts'
import { given } from './given.ts'
import type { Compilation } from './marks.ts'
import type { Retry } from './model.ts'
import { friendlyCondition, standardCondition } from './texts.ts'

type Names = Pick<Compilation, 'stepIds'>

/** Tries a task again when it fails: the DSL keeps that in a `try` around the task. */
export function wrapRetry(id: string, task: JsonObject, { retry, names }: { retry: Retry; names: Names }): JsonObject {
  const { on, when, exceptWhen } = retry
  const asked = (condition: string | undefined) => (condition === undefined ? undefined : standardCondition(condition, names.stepIds))
  return {
    try: [{ [id]: task }],
    catch: given({
      errors: on === undefined ? undefined : { with: on },
      when: asked(when),
      exceptWhen: asked(exceptWhen),
      retry: policyOf(retry),
    }),
  }
}

function policyOf({ times, delay, backoff, jitter, attemptTimeout, maxDuration }: Retry): JsonObject {
  const attempt = given({ count: times, duration: attemptTimeout })
  return given({
    delay,
    backoff: backoff === undefined ? undefined : { [backoff]: {} },
    limit: given({ attempt, duration: maxDuration }),
    jitter,
  })
}

export function unwrapRetry(task: JsonObject, names: Names): { inner: JsonObject; retry: Retry } | null {
  const inner = onlyTask(task['try'])
  const handler = task['catch']
  if (inner === null || !isObject(handler) || !isObject(handler['retry'])) return null
  const asked = (key: string) => (typeof handler[key] === 'string' ? friendlyCondition(handler[key], names.stepIds) : undefined)
  const on = isObject(handler['errors']) ? handler['errors']['with'] : undefined
  const retry = given({ ...readPolicy(handler['retry']), on, when: asked('when'), exceptWhen: asked('exceptWhen') })
  return { inner, retry: retry as unknown as Retry }
}

function readPolicy({ delay, backoff, limit, jitter }: JsonObject): JsonObject {
  const bounds = isObject(limit) ? limit : {}
  const attempt = isObject(bounds['attempt']) ? bounds['attempt'] : {}
  const kind = isObject(backoff) ? Object.keys(backoff)[0] : undefined
  return given({
    times: attempt['count'],
    delay,
    backoff: kind,
    jitter,
    attemptTimeout: attempt['duration'],
    maxDuration: bounds['duration'],
  })
}

/** The task of a list that has one, whatever its name. */
export function onlyTask(list: Json | undefined): JsonObject | null {
  if (!Array.isArray(list) || list.length !== 1) return null
  return taskOf(list[0])
}

export function taskOf(item: Json | undefined): JsonObject | null {
  const [task] = isObject(item) ? Object.values(item) : []
  return isObject(task) ? task : null
}
