import { readSource } from '../language/source.ts'
import { isObject, type JsonObject } from '../expressions/json.ts'
import { failure } from '../interpreter/failure.ts'
import { kindOf } from '../language/task-tree.ts'
import { hasErrors } from '../language/problem.ts'
import type { EffectResult } from '../interpreter/world.ts'
import type { EffectTools } from './effect-tools.ts'
import { boundedBody } from './bounded-body.ts'
import { requestAddress } from './request-address.ts'

/** Reads the task that a function at an address stands for. */
export async function readFunction({ what, signal }: EffectTools): Promise<EffectResult> {
  const url = requestAddress(what, {}, undefined)
  const response = await fetch(url, { signal }).catch((error: Error) => {
    throw failure('communication', `${url.host} could not be reached: ${error.message}`, { status: 503 })
  })
  if (!response.ok) throw failure('communication', `${url.href} answered ${response.status}.`, { status: response.status })
  const source = readSource((await boundedBody(response)).toString('utf8'))
  const task = source.value
  if (hasErrors(source.problems) || !isObject(task) || kindOf(task as JsonObject) === null)
    throw failure('configuration', `${url.href} is no function of the DSL.`)
  return { output: task }
}
