import { isObject, type Json, type JsonObject } from '../../expressions/json.ts'
import { isFriendly } from '../friendly/read.ts'
import { renameInExpression, renameInText } from '../friendly/rename.ts'
import { StepOrder } from '../friendly/step-order.ts'
import { hasErrors, type Path } from '../problem.ts'
import { readSource } from '../source.ts'
import { rawSteps, writtenNeeds, type RawStep } from './raw-steps.ts'
import { editText } from './text-edits.ts'
import type { Change } from './values.ts'

/** The text after an edit of the canvas, or the reason why it was not done. Comments and layout stay. */
export type Edited = { readonly text: string; readonly reason: null } | { readonly text: null; readonly reason: string }

/** Adds a step behind another one, or at the end; `inside` names a group or race it belongs to. */
export function addStep(text: string, step: JsonObject, place: { after?: string; inside?: string } = {}): Edited {
  return edit(text, (steps) => {
    if (steps.some(({ id }) => id === step['id'])) return `There is a step "${String(step['id'])}" already.`
    const after = place.after === undefined ? undefined : steps.find(({ id }) => id === place.after)
    const holder = place.inside === undefined ? undefined : steps.find(({ id }) => id === place.inside)
    if (place.after !== undefined && after === undefined) return missing(place.after)
    if (place.inside !== undefined && holder === undefined) return missing(place.inside)
    if (after !== undefined) return [{ kind: 'insert', path: after.list, index: Number(after.path.at(-1)) + 1, value: step }]
    const path: Path = holder === undefined ? ['steps'] : [...holder.path, Array.isArray(holder.value['race']) ? 'race' : 'steps']
    const length = steps.filter((other) => samePath(other.list, path)).length
    return [{ kind: 'insert', path, index: length, value: step }]
  })
}

/** Removes a step, and its id from what others need. What others read of it is left for the checks to point at. */
export function deleteStep(text: string, id: string): Edited {
  return edit(text, (steps) => {
    const step = steps.find((other) => other.id === id)
    if (step === undefined) return missing(id)
    if (steps.filter((other) => samePath(other.list, step.list)).length === 1)
      return 'This is the only step of its list; there has to be one.'
    const needs = siblings(steps, step).flatMap((other) => withoutNeed(other, id))
    return [...needs, { kind: 'delete', path: step.path }]
  })
}

/** Gives a step another id, wherever it is named: in `needs` and in expressions. */
export function renameStep(text: string, from: string, to: string): Edited {
  return edit(text, (steps, value) => {
    const step = steps.find(({ id }) => id === from)
    if (step === undefined) return missing(from)
    if (steps.some(({ id }) => id === to)) return `There is a step "${to}" already.`
    const ids = new Set(steps.map(({ id }) => id))
    const needs = siblings(steps, step).flatMap((other): Change[] => {
      const written = writtenNeeds(other)
      return written?.includes(from)
        ? [{ kind: 'set', path: [...other.path, 'needs'], value: written.map((id) => (id === from ? to : id)) }]
        : []
    })
    return [...renamedTexts(value, [], { from, to, ids }), ...needs, { kind: 'set', path: [...step.path, 'id'], value: to }]
  })
}

/** Lets a step wait for another one. */
export function connectSteps(text: string, from: string, to: string): Edited {
  return edit(text, (steps) => {
    const pair = pairOf(steps, from, to)
    if (typeof pair === 'string') return pair
    const order = orderOf(siblings(steps, pair.to))
    if (order.isBefore(to, from) || from === to) return `"${from}" waits for "${to}" already, so "${to}" cannot wait for "${from}".`
    const written = writtenNeeds(pair.to)
    if (written?.includes(from) ?? order.isBefore(from, to)) return []
    const before = written ?? order.nearest(to)
    return [{ kind: 'set', path: [...pair.to.path, 'needs'], value: [...before, from] }]
  })
}

/** Lets a step no longer wait for another one. */
export function disconnectSteps(text: string, from: string, to: string): Edited {
  return edit(text, (steps) => {
    const pair = pairOf(steps, from, to)
    if (typeof pair === 'string') return pair
    const before = writtenNeeds(pair.to) ?? orderOf(siblings(steps, pair.to)).nearest(to)
    if (!before.includes(from)) return `"${to}" does not wait for "${from}" directly.`
    return [{ kind: 'set', path: [...pair.to.path, 'needs'], value: before.filter((id) => id !== from) }]
  })
}

/** Changes a part of a step, such as `['with', 'url']` or `['if']`; without a value the part is removed. */
export function changeStep(text: string, id: string, change: { path: Path; value?: Json }): Edited {
  return edit(text, (steps) => {
    const step = steps.find((other) => other.id === id)
    if (step === undefined) return missing(id)
    if (change.path[0] === 'id') return 'An id is changed by renaming the step.'
    const path = [...step.path, ...change.path]
    return [change.value === undefined ? { kind: 'delete', path } : { kind: 'set', path, value: change.value }]
  })
}

function edit(text: string, plan: (steps: readonly RawStep[], value: Json) => Change[] | string): Edited {
  const source = readSource(text)
  if (hasErrors(source.problems)) return { text: null, reason: 'The text cannot be read as it stands; put it right first.' }
  if (!isFriendly(source.value) || !isObject(source.value))
    return { text: null, reason: 'This is a document of the DSL itself; change its text.' }
  const changes = plan(rawSteps(source.value), source.value)
  if (typeof changes === 'string') return { text: null, reason: changes }
  const result = changes.reduce<string | null>((before, change) => (before === null ? null : editText(before, change)), text)
  return result === null
    ? { text: null, reason: 'The text cannot be read as it stands; put it right first.' }
    : { text: result, reason: null }
}

function missing(id: string): string {
  return `There is no step "${id}".`
}

function samePath(left: Path, right: Path): boolean {
  return left.length === right.length && left.every((part, index) => part === right[index])
}

function siblings(steps: readonly RawStep[], step: RawStep): RawStep[] {
  return steps.filter(({ list }) => samePath(list, step.list))
}

function pairOf(steps: readonly RawStep[], from: string, to: string): { from: RawStep; to: RawStep } | string {
  const [first, second] = [from, to].map((id) => steps.find((step) => step.id === id))
  if (first === undefined) return missing(from)
  if (second === undefined) return missing(to)
  return samePath(first.list, second.list) ? { from: first, to: second } : 'Steps can wait for steps of their own list only.'
}

function orderOf(steps: readonly RawStep[]): StepOrder {
  return new StepOrder(
    steps.map((step) => {
      const needs = writtenNeeds(step)
      return { id: step.id, ...(needs === undefined ? {} : { needs }) }
    }),
  )
}

function withoutNeed(step: RawStep, id: string): Change[] {
  const needs = writtenNeeds(step)
  return needs?.includes(id) ? [{ kind: 'set', path: [...step.path, 'needs'], value: needs.filter((other) => other !== id) }] : []
}

const CONDITIONS = new Set(['if', 'when', 'exceptWhen', 'while', 'forEach', 'in', 'key', 'deduplicate', 'group'])
const DATA = new Set(['with', 'task', 'outputs', 'tags', 'inputs', 'message'])

function renamedTexts(value: Json, path: Path, renaming: { from: string; to: string; ids: ReadonlySet<string> }): Change[] {
  if (typeof value === 'string') {
    const condition = CONDITIONS.has(String(path.at(-1))) && !path.some((key) => DATA.has(String(key))) && !value.includes('${')
    const next = condition ? renameInExpression(value, renaming) : renameInText(value, renaming)
    return next === value ? [] : [{ kind: 'set', path, value: next }]
  }
  if (Array.isArray(value)) return value.flatMap((item, index) => renamedTexts(item, [...path, index], renaming))
  if (!isObject(value)) return []
  return Object.entries(value).flatMap(([key, member]) => renamedTexts(member, [...path, key], renaming))
}
