import { isDeepStrictEqual } from 'node:util'
import { isObject, type Json, type JsonObject } from '../../expressions/json.ts'
import type { WorkflowDocument } from '../model/document.ts'
import { compileAutomation, DEFAULT_VERSION, LANGUAGE } from './compile-automation.ts'
import { NotOurs, optimus, readSimple, readSteps, type Names } from './decompile-step.ts'
import { given } from './given.ts'
import { inputFields } from './inputs.ts'
import { DEFAULT_NAMESPACE } from './marks.ts'
import type { Automation, Step, Undo } from './model.ts'
import { onlyTask, taskOf, unwrapRetry } from './retry-layer.ts'
import { friendlyCondition, friendlyValue } from './texts.ts'
import { friendlyTriggers } from './triggers.ts'

export type Decompiled = { automation: Automation; reason: null } | { automation: null; reason: string }

/**
 * The automation a document was made from. It is given only when compiling it again makes exactly the same document;
 * one that was written or changed elsewhere stays a document, so that nothing in it is lost.
 */
export function decompileAutomation(document: WorkflowDocument): Decompiled {
  const standard = document as unknown as JsonObject
  const header = document.document
  const own = isObject(header.metadata?.['optimus']) ? header.metadata['optimus'] : {}
  if (own['language'] !== LANGUAGE) return { automation: null, reason: 'It was written in the DSL itself.' }
  try {
    const automation = readDocument(standard, own)
    const again = compileAutomation(automation).document
    if (isDeepStrictEqual(plain(again), plain(standard))) return { automation, reason: null }
    return { automation: null, reason: 'It was changed in a way that only the DSL can say.' }
  } catch (error) {
    if (error instanceof NotOurs) return { automation: null, reason: `${error.message}.` }
    throw error
  }
}

/** Without prototypes and undefined members, which do not count. */
function plain(value: object): Json {
  return JSON.parse(JSON.stringify(value)) as Json
}

function readDocument(document: JsonObject, own: JsonObject): Automation {
  const header = document['document'] as JsonObject
  const { namespace, name, version, title, summary, tags } = header
  const names: Names = { stepIds: stepIds(document), namespace: String(namespace) }
  const { steps, failure } = bodyOf(document)
  const undo = new Map(failure.flatMap((item) => readUndo(item, names)))
  const onFailure = failure.filter((item) => isStep(item))
  const timeout = isObject(document['timeout']) ? document['timeout']['after'] : undefined
  const outputs = isObject(document['output']) ? document['output']['as'] : undefined
  const use = isObject(document['use']) ? document['use'] : {}
  return given({
    name,
    namespace: namespace === DEFAULT_NAMESPACE ? undefined : namespace,
    version: version === DEFAULT_VERSION ? undefined : version,
    title,
    summary,
    tags,
    inputs: isObject(document['input']) ? readInputs(document['input']) : undefined,
    on: own['on'] === undefined ? undefined : friendlyTriggers(own['on']),
    concurrency: isObject(own['concurrency']) ? readConcurrency(own['concurrency']) : undefined,
    secrets: use['secrets'],
    timeout: timeout === undefined ? undefined : friendlyValue(timeout, names.stepIds),
    steps: withUndo(readSteps(steps, names), undo),
    onFailure: onFailure.length > 0 ? readSteps(onFailure, names) : undefined,
    outputs: isObject(outputs) && Object.keys(outputs).length > 0 ? friendlyValue(outputs, names.stepIds) : undefined,
  }) as unknown as Automation
}

function bodyOf(document: JsonObject): { steps: Json[]; failure: Json[] } {
  const list = Array.isArray(document['do']) ? document['do'] : []
  if (!isObject(list[0]) || !Object.hasOwn(list[0], 'optimus-start')) throw new NotOurs('The start of the run is missing')
  const main = taskOf(list[1])
  if (main === null || optimus(main)['role'] !== 'main') return { steps: list.slice(1), failure: [] }
  const handler = isObject(main['catch']) ? main['catch']['do'] : undefined
  if (list.length !== 2 || !Array.isArray(main['try']) || !Array.isArray(handler)) throw new NotOurs('The body of the run was changed')
  return { steps: main['try'], failure: handler }
}

function isStep(item: Json): boolean {
  const task = taskOf(item)
  return task !== null && (optimus(task)['step'] !== undefined || optimus(task)['role'] === 'parallel')
}

function stepIds(value: Json): Set<string> {
  const found = new Set<string>()
  const visit = (part: Json): void => {
    if (Array.isArray(part)) return part.forEach(visit)
    if (!isObject(part)) return
    for (const [key, member] of Object.entries(part)) {
      if (isObject(member) && optimus(member)['step'] !== undefined) found.add(key)
      visit(member)
    }
  }
  visit(value)
  return found
}

function readInputs(input: JsonObject): Automation['inputs'] {
  const schema = isObject(input['schema']) ? input['schema']['document'] : undefined
  if (!isObject(schema)) throw new NotOurs('The inputs were changed')
  const form = Array.isArray(schema['anyOf']) ? schema['anyOf'][0] : schema
  return inputFields(isObject(form) ? form : {})
}

function readConcurrency(concurrency: JsonObject): JsonObject {
  const asked = (key: string) => (typeof concurrency[key] === 'string' ? friendlyCondition(concurrency[key], new Set()) : undefined)
  return given({ ...concurrency, group: asked('group'), deduplicate: asked('deduplicate') })
}

function readUndo(item: Json, names: Names): [string, Undo][] {
  const task = taskOf(item)
  const described = task === null ? undefined : optimus(task)['undo']
  if (task === null || !isObject(described)) return []
  const limited = onlyTask(task['try'])
  if (limited === null) throw new NotOurs('What undoes a step is missing')
  const { timeout, ...tried } = limited
  const retried = described['retry'] === true ? unwrapRetry(tried, names) : null
  const action = readSimple(String(described['action']), retried?.inner ?? tried, names)
  const after = isObject(timeout) ? friendlyValue(timeout['after'] ?? null, names.stepIds) : undefined
  return [[String(described['step']), given({ action, retry: retried?.retry, timeout: after }) as unknown as Undo]]
}

function withUndo(steps: readonly Step[], undo: ReadonlyMap<string, Undo>): Step[] {
  return steps.map((step) => {
    const action = step.action.kind === 'steps' ? { ...step.action, steps: withUndo(step.action.steps, undo) } : step.action
    const compensate = undo.get(step.id)
    return { ...step, action, ...(compensate === undefined ? {} : { compensate }) }
  })
}
