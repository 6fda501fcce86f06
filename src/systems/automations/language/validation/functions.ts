import { isObject, type JsonObject } from '../../expressions/json.ts'
import { didYouMean } from '../../expressions/nearest.ts'
import type { Problem } from '../problem.ts'
import { SYSTEM_FUNCTIONS } from '../system-functions.ts'
import type { TaskPlace } from '../task-tree.ts'
import { atKey, atValue, type CheckContext } from './context.ts'
import { namesOf } from './references.ts'

export const BUILT_IN_CALLS = ['http', 'openapi', 'mcp', 'grpc', 'asyncapi', 'a2a']

export type FunctionName =
  | { kind: 'built-in' }
  | { kind: 'own' }
  | { kind: 'catalogued'; name: string; version: string; catalog: string }
  | { kind: 'address'; url: string }
  | { kind: 'operation'; id: string }
  | { kind: 'unknown' }

const CATALOGUED = /^([^:@\s]+):([^:@\s]+)@([^:@\s]+)$/
const ADDRESS = /^[a-z][a-z0-9+.-]*:\/\//i
const OPERATION = /^[a-z][a-zA-Z0-9]*\.[a-zA-Z][a-zA-Z0-9]*$/

/** What a `call` names. Functions of the document come before operations of the same name. */
export function functionName(call: string, document: JsonObject): FunctionName {
  if (BUILT_IN_CALLS.includes(call)) return { kind: 'built-in' }
  if (namesOf(document, 'functions').includes(call)) return { kind: 'own' }
  if (ADDRESS.test(call)) return { kind: 'address', url: call }
  const [, name, version, catalog] = CATALOGUED.exec(call) ?? []
  if (name !== undefined) return { kind: 'catalogued', name, version: version!, catalog: catalog! }
  return OPERATION.test(call) ? { kind: 'operation', id: call } : { kind: 'unknown' }
}

/** Calls of functions that are not there, and functions that call themselves. */
export function functionProblems(context: CheckContext): Problem[] {
  return [...context.tasks.flatMap((place) => callProblem(context, place)), ...recursion(context), ...missingWorkflows(context)]
}

function callProblem(context: CheckContext, { task, path }: TaskPlace): Problem[] {
  const call = task['call']
  if (typeof call !== 'string') return []
  const message = complaint(context, call)
  if (message !== null) return [atValue(context, [...path, 'call'], { code: 'missing-function', message })]
  return functionName(call, context.document).kind === 'operation' ? inputProblems(context, call, { task, path }) : []
}

/** An operation refuses such an input whenever it runs, so that a text which gives one is refused when it is saved. */
function inputProblems(context: CheckContext, operation: string, { task, path }: Pick<TaskPlace, 'task' | 'path'>): Problem[] {
  const given = task['with'] ?? {}
  if (!isObject(given)) return []
  return (context.inputFaults?.(operation, given) ?? []).map(({ field, ...finding }) => {
    const at = field === null ? [...path, 'call'] : [...path, 'with', field]
    return finding.code === 'unknown-key' ? atKey(context, at, finding) : atValue(context, at, finding)
  })
}

function complaint(context: CheckContext, call: string): string | null {
  const named = functionName(call, context.document)
  const functions = namesOf(context.document, 'functions')
  const known = [...functions, ...BUILT_IN_CALLS, ...(context.operations ?? [])]
  switch (named.kind) {
    case 'operation':
      if (context.operations === undefined || context.operations.has(call)) return null
      return `There is no operation "${call}".${didYouMean(call, known)}`
    case 'catalogued':
      return catalogComplaint(context, call, named.catalog)
    case 'unknown':
      return `There is no function "${call}" in use.functions.${didYouMean(call, known)}`
    default:
      return null
  }
}

function catalogComplaint(context: CheckContext, call: string, catalog: string): string | null {
  const catalogs = namesOf(context.document, 'catalogs')
  if (catalogs.includes(catalog)) return null
  if (catalog !== 'default') return `There is no catalog "${catalog}" in use.catalogs.${didYouMean(catalog, [...catalogs, 'default'])}`
  const own: string[] = Object.values(SYSTEM_FUNCTIONS)
  if (own.includes(call)) return null
  return `"${call}" is not a function of this runtime.${didYouMean(call, own)}`
}

/** A function of the document must not reach itself, directly or through others. */
function recursion(context: CheckContext): Problem[] {
  const names = namesOf(context.document, 'functions')
  const calls = new Map(names.map((name) => [name, [...callsIn(context, name)].filter((call) => names.includes(call))]))
  return names.flatMap((name) => {
    const reached = new Set(calls.get(name))
    for (const other of reached) for (const further of calls.get(other) ?? []) reached.add(further)
    if (!reached.has(name)) return []
    return [
      atKey(context, ['use', 'functions', name], {
        code: 'recursive-function',
        message: `The function "${name}" calls itself, directly or through others.`,
      }),
    ]
  })
}

function callsIn({ tasks }: CheckContext, name: string): Set<string> {
  const inside = tasks.filter(({ path }) => path[0] === 'use' && path[1] === 'functions' && path[2] === name)
  return new Set(inside.flatMap(({ task }) => (typeof task['call'] === 'string' ? [task['call']] : [])))
}

function missingWorkflows(context: CheckContext): Problem[] {
  return context.tasks.flatMap(({ task, path }) => {
    const workflow = isObject(task['run']) ? task['run']['workflow'] : undefined
    if (!isObject(workflow)) return []
    const name = `${String(workflow['namespace'])}/${String(workflow['name'])}`
    const header = isObject(context.document['document']) ? context.document['document'] : {}
    const itself = name === `${String(header['namespace'])}/${String(header['name'])}`
    if (itself)
      return [
        atKey(context, [...path, 'run', 'workflow'], {
          code: 'runs-itself',
          severity: 'warning',
          message: `"${name}" runs itself; make sure that it ends.`,
        }),
      ]
    if (context.workflows === undefined || context.workflows.has(name)) return []
    return [
      atKey(context, [...path, 'run', 'workflow'], {
        code: 'missing-workflow',
        message: `There is no workflow "${name}".${didYouMean(name, context.workflows)}`,
      }),
    ]
  })
}
