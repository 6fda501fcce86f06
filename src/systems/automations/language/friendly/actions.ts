import { isObject, type Json, type JsonObject } from '../../expressions/json.ts'
import { expressionIn } from '../../expressions/template.ts'
import { readShortDuration, writeShortDuration } from '../durations.ts'
import type { DurationParts } from '../model/duration.ts'
import { given } from './given.ts'
import { friendlyValue, standardText, standardValue } from './texts.ts'

/** What a step can use by name; everything else is an operation, a function or another automation. */
export const BUILT_IN_USES = ['http', 'openapi', 'mcp', 'shell', 'script', 'container', 'wait', 'set', 'emit', 'listen', 'raise'] as const

export interface UsesTask {
  readonly task: JsonObject
  /** The object in the task that stands for `with`. */
  readonly holder: JsonObject
}

interface Names {
  readonly stepIds: ReadonlySet<string>
  /** The namespace that sub-workflows belong to unless they say otherwise. */
  readonly namespace: string
}

/** Commands and code are never put together from data: that is how data becomes code. They stay as they are written. */
export function keepsText(uses: string, key: string): boolean {
  return (uses === 'script' && key === 'code') || ((uses === 'shell' || uses === 'container') && key === 'command')
}

/** The task that `uses` and `with` stand for. */
export function usesToTask(uses: string, inputs: JsonObject, names: Names): UsesTask {
  const values = Object.fromEntries(
    Object.entries(inputs).map(([key, value]) => [
      key,
      keepsText(uses, key) ? keptText(value, names) : standardValue(value, names.stepIds),
    ]),
  )
  switch (uses) {
    case 'http':
      return called(uses, httpInputs(values))
    case 'shell':
    case 'script':
    case 'container':
      return processTask(uses, values)
    case 'wait':
      return { task: { wait: durationOf(values['for'] ?? {}) }, holder: values }
    case 'set':
      return { task: { set: values }, holder: values }
    case 'emit':
      return { task: { emit: { event: { with: values } } }, holder: values }
    case 'raise':
      return { task: { raise: { error: values } }, holder: values }
    case 'listen':
      return listenTask(values)
    default:
      return subWorkflow(uses, values, names) ?? called(uses, values)
  }
}

function keptText(value: Json, { stepIds }: Names): Json {
  return typeof value === 'string' && expressionIn(value) !== null ? standardText(value, stepIds) : value
}

function called(call: string, values: JsonObject): UsesTask {
  return { task: Object.keys(values).length > 0 ? { call, with: values } : { call }, holder: values }
}

function httpInputs({ url, authentication, method, ...rest }: JsonObject): JsonObject {
  const endpoint = authentication === undefined || url === undefined ? url : { uri: url, authentication }
  const orphan = url === undefined ? authentication : undefined
  return { ...given({ method: method ?? 'get', endpoint, authentication: orphan }), ...rest }
}

function processTask(kind: string, { return: wanted, await: awaited, ...values }: JsonObject): UsesTask {
  return { task: { run: { [kind]: values, ...given({ return: wanted, await: awaited }) } }, holder: values }
}

function listenTask({ event, correlate, ...rest }: JsonObject): UsesTask {
  const filter = given({ with: event ?? {}, correlate })
  const listen: JsonObject = event === undefined ? rest : { to: { one: filter }, ...rest }
  return { task: { listen }, holder: event === undefined ? rest : filter }
}

const SUB_WORKFLOW = /^(?:([a-zA-Z0-9-]+)\/)?([a-zA-Z0-9-]+)@(\S+)$/

/** `name@version` or `namespace/name@version`; the version may be a hash, so that what runs can never change. */
function subWorkflow(uses: string, values: JsonObject, names: Names): UsesTask | null {
  const [, namespace, name, version] = SUB_WORKFLOW.exec(uses) ?? []
  if (name === undefined || version === undefined) return null
  const input = Object.keys(values).length > 0 ? values : undefined
  return { task: { run: { workflow: given({ namespace: namespace ?? names.namespace, name, version, input }) } }, holder: values }
}

export function isSubWorkflow(uses: string): boolean {
  return SUB_WORKFLOW.test(uses)
}

function durationOf(value: Json): Json {
  return typeof value === 'string' ? ((readShortDuration(value) ?? value) as Json) : value
}

/** The way back. Null for a task that no `uses` stands for. */
export function taskToUses(task: JsonObject, names: Names): { uses: string; with?: JsonObject } | null {
  const found = standardUses(task, names)
  if (found === null) return null
  const inputs = Object.fromEntries(
    Object.entries(found.with).map(([key, value]) => [
      key,
      keepsText(found.uses, key) && expressionOrNot(value) ? value : friendlyValue(value, names.stepIds),
    ]),
  )
  return Object.keys(inputs).length > 0 ? { uses: found.uses, with: inputs } : { uses: found.uses }
}

function expressionOrNot(value: Json): boolean {
  return typeof value !== 'string' || expressionIn(value) === null
}

function standardUses(task: JsonObject, names: Names): { uses: string; with: JsonObject } | null {
  const { call, run, wait, set, emit, raise, listen } = task
  const values = objectOf(task['with'])
  if (call === 'http') return { uses: call, with: friendlyHttp(values) }
  if (typeof call === 'string') return { uses: call, with: values }
  if (isObject(run)) return processUses(run, names)
  if (wait !== undefined)
    return { uses: 'wait', with: { for: isObject(wait) ? (writeShortDuration(wait as DurationParts) ?? wait) : wait } }
  if (isObject(set)) return { uses: 'set', with: set }
  if (isObject(emit)) return { uses: 'emit', with: objectOf(objectOf(emit['event'])['with']) }
  if (isObject(raise) && isObject(raise['error'])) return { uses: 'raise', with: raise['error'] }
  return isObject(listen) ? { uses: 'listen', with: friendlyListen(listen) } : null
}

function objectOf(value: Json | undefined): JsonObject {
  return isObject(value) ? value : {}
}

function friendlyHttp({ endpoint, method, ...rest }: JsonObject): JsonObject {
  const signedIn = isObject(endpoint) && endpoint['authentication'] !== undefined && Object.keys(endpoint).length === 2
  const shown = method === 'get' ? undefined : method
  if (signedIn) return { ...given({ method: shown, url: endpoint['uri'], authentication: endpoint['authentication'] }), ...rest }
  const address = typeof endpoint === 'string' ? { url: endpoint } : { endpoint }
  return { ...given({ method: shown, ...address }), ...rest }
}

function processUses(
  { return: wanted, await: awaited, ...run }: JsonObject,
  { namespace }: Names,
): { uses: string; with: JsonObject } | null {
  const options = given({ return: wanted, await: awaited })
  if (isObject(run['workflow'])) {
    const { namespace: other, name, version, input } = run['workflow']
    const prefix = other === namespace ? '' : `${String(other)}/`
    return { uses: `${prefix}${String(name)}@${String(version)}`, with: objectOf(input) }
  }
  const kind = ['shell', 'script', 'container'].find((key) => isObject(run[key]))
  return kind === undefined ? null : { uses: kind, with: { ...objectOf(run[kind]), ...options } }
}

function friendlyListen(listen: JsonObject): JsonObject {
  const { to, ...rest } = listen
  const one = isObject(to) && isObject(to['one']) && Object.keys(to).length === 1 ? to['one'] : null
  if (one === null) return listen
  return { ...given({ event: one['with'], correlate: one['correlate'] }), ...rest }
}
