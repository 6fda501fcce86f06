import { isDeepStrictEqual } from 'node:util'
import type { Json, JsonObject } from '../expressions/json.ts'
import { decompileAutomation } from './friendly/decompile-automation.ts'
import type { Automation, Step } from './friendly/model.ts'
import { automationValue, stepValue } from './friendly/write.ts'
import { innerSteps } from './friendly/steps.ts'
import type { WorkflowDocument } from './model/document.ts'
import { pointer } from './problem.ts'
import { allTasks, listsIn, type TaskPlace } from './task-tree.ts'

/** One difference between two versions, with a sentence for people. */
export interface Difference {
  readonly kind: 'added' | 'removed' | 'changed' | 'moved'
  readonly about: 'step' | 'trigger' | 'input' | 'output' | 'secret' | 'setting'
  /** The id of the step, the name of the input … */
  readonly name: string
  readonly sentence: string
  /** What changed in it: `with.url`, `needs` … */
  readonly parts: readonly string[]
}

/** What differs between two versions of a definition. Layout, comments and the order of keys do not count. */
export function diffDefinitions(before: WorkflowDocument, after: WorkflowDocument): Difference[] {
  const [old, next] = [partsOf(before), partsOf(after)]
  return [...new Set([...old.keys(), ...next.keys()])].flatMap((key) => compare(old.get(key), next.get(key))).concat(moves(old, next))
}

interface Part {
  readonly about: Difference['about']
  readonly name: string
  readonly value: Json
  /** The order in which it comes among those of its list; null where order does not matter. */
  readonly list: string | null
}

function partsOf(document: WorkflowDocument): Map<string, Part> {
  const { automation } = decompileAutomation(document)
  const parts = automation === null ? standardParts(document) : automationParts(automation)
  const counted = new Map<string, number>()
  return new Map(
    parts.map((part) => {
      const key = `${part.about}:${part.name}`
      const count = counted.get(key) ?? 0
      counted.set(key, count + 1)
      return [count === 0 ? key : `${key}#${count}`, part]
    }),
  )
}

function automationParts(automation: Automation): Part[] {
  const value = automationValue(automation)
  const named = (about: Part['about'], members: Json | undefined): Part[] =>
    Object.entries((members ?? {}) as JsonObject).map(([name, member]) => ({ about, name, value: member, list: null }))
  const settings = ['name', 'namespace', 'version', 'title', 'summary', 'tags', 'concurrency', 'timeout']
  return [
    ...settings.flatMap((name): Part[] => (value[name] === undefined ? [] : [{ about: 'setting', name, value: value[name], list: null }])),
    ...named('input', value['inputs']),
    ...(automation.secrets ?? []).map((name): Part => ({ about: 'secret', name, value: null, list: null })),
    ...((value['on'] ?? []) as Json[]).map((trigger): Part => ({
      about: 'trigger',
      name: triggerName(trigger),
      value: trigger,
      list: null,
    })),
    ...stepParts(automation.steps, 'steps'),
    ...stepParts(automation.onFailure ?? [], 'onFailure'),
    ...named('output', value['outputs']),
  ]
}

function triggerName(trigger: Json): string {
  if (typeof trigger !== 'object' || trigger === null) return String(trigger)
  const object = trigger as JsonObject
  if (typeof object['name'] === 'string') return object['name']
  const [kind] = Object.keys(object)
  const own = object[kind!]
  const main = typeof own === 'object' && own !== null ? ((own as JsonObject)['type'] ?? (own as JsonObject)['path'] ?? null) : null
  return typeof main === 'string' ? `${kind} ${main}` : kind!
}

/** Every step with its own parts; inner steps are parts of their own. */
function stepParts(steps: readonly Step[], list: string): Part[] {
  return steps.flatMap((step): Part[] => {
    const { steps: group, race, ...own } = stepValue(step)
    const failure = step.onFailure?.steps.length ?? 0
    const value: JsonObject = {
      ...own,
      ...(group === undefined ? {} : { steps: true }),
      ...(race === undefined ? {} : { race: true }),
      ...(failure > 0 ? { onFailure: step.onFailure!.then } : {}),
    }
    const inner = innerSteps(step).flatMap((part) => stepParts(part.steps, `${step.id}.${part.role}`))
    return [{ about: 'step', name: step.id, value, list }, ...inner]
  })
}

function standardParts(document: WorkflowDocument): Part[] {
  const standard = document as unknown as JsonObject
  const settings = Object.entries(standard).filter(([key]) => key !== 'do')
  return [
    ...settings.map(([name, value]): Part => ({ about: name === 'schedule' ? 'trigger' : 'setting', name, value, list: null })),
    ...allTasks(standard).map((place): Part => ({
      about: 'step',
      name: taskName(place),
      value: withoutLists(place),
      list: pointer(place.list.path.filter((part) => typeof part === 'string')),
    })),
  ]
}

/** Names without positions, so that a task that moves is still the same task. */
function taskName({ path }: TaskPlace): string {
  const names = path.filter(
    (part) => typeof part === 'string' && !['do', 'try', 'catch', 'fork', 'branches', 'foreach', 'use'].includes(part),
  )
  return names.join('/')
}

function withoutLists(place: TaskPlace): Json {
  const inner = new Set(listsIn(place).map(({ path }) => path.slice(place.path.length)[0]))
  return Object.fromEntries(Object.entries(place.task).map(([key, value]) => [key, inner.has(key) ? true : value]))
}

function compare(old: Part | undefined, next: Part | undefined): Difference[] {
  if (old === undefined && next !== undefined) return [difference('added', next, [])]
  if (next === undefined && old !== undefined) return [difference('removed', old, [])]
  if (old === undefined || next === undefined || (isDeepStrictEqual(old.value, next.value) && old.list === next.list)) return []
  return [difference('changed', next, changedParts(old.value, next.value, ''))]
}

const LABELS: Readonly<Record<Difference['about'], string>> = {
  step: 'The step',
  trigger: 'The trigger',
  input: 'The input',
  output: 'The output',
  secret: 'The secret',
  setting: 'The setting',
}

function difference(kind: Difference['kind'], { about, name, value }: Part, parts: readonly string[]): Difference {
  const subject = `${LABELS[about]} "${name}"`
  const uses =
    about === 'step' && typeof value === 'object' && value !== null && typeof (value as JsonObject)['uses'] === 'string'
      ? ` (${String((value as JsonObject)['uses'])})`
      : ''
  const sentences = {
    added: `${subject}${uses} is new.`,
    removed: `${subject}${uses} is gone.`,
    moved: `${subject} comes at another place.`,
    changed: parts.length === 0 ? `${subject} has changed.` : `${subject} has changed in ${parts.join(', ')}.`,
  }
  return { kind, about, name, sentence: sentences[kind], parts }
}

const MAX_DEPTH = 2

function changedParts(old: Json, next: Json, prefix: string): string[] {
  const comparable = [old, next].every((value) => typeof value === 'object' && value !== null && !Array.isArray(value))
  if (!comparable || prefix.split('.').length > MAX_DEPTH) return prefix === '' ? [] : [prefix]
  const [left, right] = [old as JsonObject, next as JsonObject]
  return [...new Set([...Object.keys(left), ...Object.keys(right)])].flatMap((key) => {
    if (isDeepStrictEqual(left[key], right[key])) return []
    return changedParts(left[key] ?? null, right[key] ?? null, prefix === '' ? key : `${prefix}.${key}`)
  })
}

/** Steps that are in both versions and come in another order among themselves. */
function moves(old: ReadonlyMap<string, Part>, next: ReadonlyMap<string, Part>): Difference[] {
  const both = [...old.keys()].filter((key) => next.has(key) && old.get(key)!.list !== null)
  const lists = new Set(both.map((key) => next.get(key)!.list))
  return [...lists].flatMap((list) => {
    const before = both.filter((key) => old.get(key)!.list === list && next.get(key)!.list === list)
    const after = [...next.keys()].filter((key) => before.includes(key))
    const kept = longestCommon(before, after)
    return after.filter((key) => !kept.has(key)).map((key) => difference('moved', next.get(key)!, []))
  })
}

/** The most keys that keep their order. */
function longestCommon(before: readonly string[], after: readonly string[]): Set<string> {
  const best: string[][] = []
  after.forEach((key, index) => {
    const earlier = best.slice(0, index).filter((chain) => before.indexOf(chain.at(-1)!) < before.indexOf(key))
    const longest = earlier.reduce<string[]>((left, right) => (right.length > left.length ? right : left), [])
    best.push([...longest, key])
  })
  return new Set(best.reduce<string[]>((left, right) => (right.length > left.length ? right : left), []))
}
