import type { Json } from '../expressions/json.ts'

/**
 * Functions of the runtime's own catalogue (`name:version@default`, which the DSL leaves to runtimes).
 * They carry a task list in `with.do`, whose expressions are evaluated when its tasks run, not with the call.
 */
export const SYSTEM_FUNCTIONS = {
  /** Runs `do` for each item of `in`, at most `parallel` at a time; the output is the list of outputs, in order. */
  forEach: 'optimus.forEach:1.0.0@default',
  /** Runs `do` through a queue with its limits; the output is that of `do`. */
  enqueue: 'optimus.enqueue:1.0.0@default',
} as const

export type SystemFunction = keyof typeof SYSTEM_FUNCTIONS

export function systemFunction(call: Json | undefined): SystemFunction | null {
  const found = Object.entries(SYSTEM_FUNCTIONS).find(([, name]) => name === call)
  return (found?.[0] as SystemFunction | undefined) ?? null
}
