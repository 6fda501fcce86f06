import { isObject, type JsonObject } from '../../expressions/json.ts'
import { SYSTEM_FUNCTIONS } from '../system-functions.ts'
import { given } from './given.ts'
import type { Compilation } from './marks.ts'
import type { Queue } from './model.ts'
import { onlyTask } from './retry-layer.ts'
import { friendlyCondition, standardCondition } from './texts.ts'

type Names = Pick<Compilation, 'stepIds'>

/** Sends a task through a queue with its limits and waits for its output. */
export function wrapQueue(id: string, task: JsonObject, { queue, names }: { queue: Queue; names: Names }): JsonObject {
  const { name, limit, key, keyLimit, rate, priority, deduplicate } = queue
  const asked = (text: string | undefined) => (text === undefined ? undefined : standardCondition(text, names.stepIds))
  return {
    call: SYSTEM_FUNCTIONS.enqueue,
    with: given({ queue: name, limit, key: asked(key), keyLimit, rate, priority, deduplicate: asked(deduplicate), do: [{ [id]: task }] }),
  }
}

export function unwrapQueue(task: JsonObject, names: Names): { inner: JsonObject; queue: Queue } | null {
  const values = task['with']
  if (task['call'] !== SYSTEM_FUNCTIONS.enqueue || !isObject(values)) return null
  const inner = onlyTask(values['do'])
  if (inner === null) return null
  const asked = (key: string) => (typeof values[key] === 'string' ? friendlyCondition(values[key], names.stepIds) : undefined)
  const { queue: name, limit, keyLimit, rate, priority } = values
  return {
    inner,
    queue: given({ name, limit, key: asked('key'), keyLimit, rate, priority, deduplicate: asked('deduplicate') }) as unknown as Queue,
  }
}
