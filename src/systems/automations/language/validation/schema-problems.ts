import { isObject, type Json, type JsonObject } from '../../expressions/json.ts'
import { didYouMean } from '../../expressions/nearest.ts'
import { problemAt, type Problem } from '../problem.ts'
import type { Source } from '../source.ts'
import { systemFunction } from '../system-functions.ts'
import { allTasks, TASK_KINDS, type TaskPlace } from '../task-tree.ts'
import { explain } from './explain.ts'
import { errorsAgainst } from './schema.ts'

const MAX_PROBLEMS = 50

/**
 * What a document breaks in the published schema, in words and with places. The header and each task are held against
 * the one part of the schema that is meant for them, which comes to the same verdict as the whole: tasks are told apart
 * by their keys. Held against the whole, each level of nesting would double the work.
 */
export function schemaProblems(document: JsonObject, source: Source): Problem[] {
  return [
    ...explain(errorsAgainst('', withoutTasks(document)), [], source),
    ...allTasks(document).flatMap((place) => taskProblems(place, source)),
  ].slice(0, MAX_PROBLEMS)
}

function withoutTasks(document: JsonObject): JsonObject {
  const copy: JsonObject = { ...document }
  if (Array.isArray(copy['do'])) copy['do'] = namesOnly(copy['do'])
  if (isObject(copy['use'])) {
    const use = { ...copy['use'] }
    if (isObject(use['functions'])) use['functions'] = namesOnly([use['functions']])[0]!
    if (Array.isArray(use['extensions'])) use['extensions'] = use['extensions'].map(withoutLists)
    copy['use'] = use
  }
  return copy
}

/** Keeps the shape of a task list, so that items with no or two names are still found, with a task that is valid. */
function namesOnly(list: readonly Json[]): Json[] {
  return list.map((item) =>
    isObject(item)
      ? Object.fromEntries(Object.entries(item).map(([name, task]) => [name, isObject(task) ? { set: { a: 1 } } : task]))
      : item,
  )
}

function withoutLists(extension: Json): Json {
  if (!isObject(extension)) return extension
  return Object.fromEntries(
    Object.entries(extension).map(([name, value]) => [
      name,
      isObject(value) ? { ...value, ...emptied(value, ['before', 'after']) } : value,
    ]),
  )
}

function emptied(holder: JsonObject, keys: readonly string[]): JsonObject {
  const lists = keys.flatMap((key) => (Array.isArray(holder[key]) ? [[key, namesOnly(holder[key])] as const] : []))
  return Object.fromEntries(lists)
}

function taskProblems(place: TaskPlace, source: Source): Problem[] {
  const { task, kind, path } = place
  if (kind === null) return [unknownKind(place, source)]
  const others = TASK_KINDS.filter((other) => other !== kind && Object.hasOwn(task, other) && !(kind === 'for' && other === 'do'))
  if (others.length > 0) {
    const message = `A task does one thing; "${place.name}" has both "${kind}" and "${others[0]}".`
    return [problemAt(source.keyAt([...path, others[0]!]), path, { code: 'schema', message })]
  }
  return explain(errorsAgainst(schemaPart(task, kind), shallow(task)), path, source)
}

function unknownKind({ name, task, path }: TaskPlace, source: Source): Problem {
  const common = ['if', 'input', 'output', 'export', 'timeout', 'then', 'metadata', 'with', 'catch', 'foreach', 'while']
  const odd = Object.keys(task).find((key) => !common.includes(key))
  const kinds = TASK_KINDS.join(', ')
  const place = odd === undefined ? source.keyAt(path) : source.keyAt([...path, odd])
  const message =
    odd === undefined
      ? `The task "${name}" does nothing; give it one of ${kinds}.`
      : `"${odd}" is not something a task can do (${kinds}).${didYouMean(odd, TASK_KINDS)}`
  return problemAt(place, path, { code: odd === undefined ? 'schema' : 'unknown-key', message })
}

const CALLS = ['asyncapi', 'grpc', 'http', 'openapi', 'a2a', 'mcp']

function schemaPart(task: JsonObject, kind: string): string {
  if (kind !== 'call') return `#/$defs/${kind}Task`
  const known = typeof task['call'] === 'string' ? CALLS.indexOf(task['call']) : -1
  return `#/$defs/callTask/oneOf/${known < 0 ? CALLS.length : known}`
}

/** The task with its inner lists reduced to names; their tasks are looked at on their own. */
function shallow(task: JsonObject): JsonObject {
  const copy: JsonObject = { ...task, ...emptied(task, ['do', 'try']) }
  const holders: [string, string][] = [
    ['fork', 'branches'],
    ['catch', 'do'],
    ['foreach', 'do'],
  ]
  for (const [key, list] of holders) {
    const holder = copy[key]
    if (isObject(holder)) copy[key] = { ...holder, ...emptied(holder, [list]) }
  }
  if (systemFunction(copy['call']) !== null && isObject(copy['with'])) copy['with'] = { ...copy['with'], do: [] }
  return copy
}
