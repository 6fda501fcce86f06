import { expressionIn } from '../../expressions/template.ts'
import { isObject, type Json, type JsonObject } from '../../expressions/json.ts'
import { SYSTEM_FUNCTIONS } from '../system-functions.ts'
import { given } from './given.ts'
import type { Compilation } from './marks.ts'
import type { Loop } from './model.ts'
import { onlyTask } from './retry-layer.ts'
import { friendlyCondition, standardCondition, wrapped } from './texts.ts'
import { toStandard } from './short-names.ts'

type Names = Pick<Compilation, 'stepIds'>

/**
 * Runs a task for each item; the output is the list of outputs. One after the other it is a `for` that carries the
 * list along as its data; side by side it is a function of the runtime, because the DSL has no limit for `fork`.
 */
export function wrapLoop(id: string, task: JsonObject, { loop, names }: { loop: Loop; names: Names }): JsonObject {
  const source = typeof loop.in === 'string' ? standardCondition(loop.in, names.stepIds) : wrapped(jqLiteral([...loop.in], names.stepIds))
  const condition = loop.while === undefined ? undefined : standardCondition(loop.while, names.stepIds)
  const head = { each: loop.as ?? 'item', at: loop.at ?? 'index', in: source }
  if (loop.parallel !== undefined)
    return { call: SYSTEM_FUNCTIONS.forEach, with: given({ ...head, parallel: loop.parallel, while: condition, do: [{ [id]: task }] }) }
  const collected = { do: [{ [id]: task }], output: { as: COLLECT } }
  return given({ input: { from: wrapped('[]') }, for: head, while: condition, do: [{ [id]: collected }] })
}

const COLLECT = wrapped('$input + [.]')

export function unwrapLoop(task: JsonObject, names: Names): { inner: JsonObject; loop: Loop } | null {
  const parallel = task['call'] === SYSTEM_FUNCTIONS.forEach
  const head = parallel ? task['with'] : task['for']
  if (!isObject(head)) return null
  const first = onlyTask(parallel ? head['do'] : task['do'])
  const inner = parallel ? first : onlyTask(first?.['do'])
  if (inner === null) return null
  const condition = parallel ? head['while'] : task['while']
  const loop = given({
    in: typeof head['in'] === 'string' ? friendlyCondition(head['in'], names.stepIds) : head['in'],
    as: head['each'] === 'item' ? undefined : head['each'],
    at: head['at'] === 'index' ? undefined : head['at'],
    while: typeof condition === 'string' ? friendlyCondition(condition, names.stepIds) : undefined,
    parallel: parallel ? head['parallel'] : undefined,
  })
  return { inner, loop: loop as unknown as Loop }
}

/** A value as jq text, with the expressions in it as they are. */
function jqLiteral(value: Json, stepIds: ReadonlySet<string>): string {
  if (typeof value === 'string') {
    const expression = expressionIn(value)
    return expression === null ? JSON.stringify(value) : `(${toStandard(expression, stepIds).text})`
  }
  if (Array.isArray(value)) return `[${value.map((item) => jqLiteral(item, stepIds)).join(', ')}]`
  if (!isObject(value)) return JSON.stringify(value)
  return `{${Object.entries(value)
    .map(([key, member]) => `${JSON.stringify(key)}: ${jqOperand(member, stepIds)}`)
    .join(', ')}}`
}

/** jq takes no bare negative numbers or operators as the value of a key. */
function jqOperand(value: Json, stepIds: ReadonlySet<string>): string {
  return typeof value === 'number' ? `(${value})` : jqLiteral(value, stepIds)
}
