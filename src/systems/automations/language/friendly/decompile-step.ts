import { isObject, type Json, type JsonObject } from '../../expressions/json.ts'
import { taskToUses } from './actions.ts'
import { readApproval, unwrapGate } from './approval-layer.ts'
import type { Layer } from './compile-step.ts'
import { given } from './given.ts'
import { unwrapLoop } from './loop-layer.ts'
import type { Action, Step, Undo } from './model.ts'
import { unwrapQueue } from './queue-layer.ts'
import { onlyTask, taskOf, unwrapRetry } from './retry-layer.ts'
import { friendlyCondition, friendlyValue } from './texts.ts'

export interface Names {
  readonly stepIds: ReadonlySet<string>
  readonly namespace: string
}

/** Thrown where a document is not what the compiler would have made; the caller then shows it as it stands. */
export class NotOurs extends Error {}

/** The steps that a list of tasks was made from. Throws NotOurs. */
export function readSteps(list: readonly Json[], names: Names): Step[] {
  const found = list.flatMap((item) => readItem(item, names))
  return found.every(({ order }) => order !== undefined)
    ? [...found].sort((left, right) => left.order! - right.order!).map(({ step }) => step)
    : found.map(({ step }) => step)
}

interface Found {
  readonly step: Step
  readonly order: number | undefined
}

function readItem(item: Json, names: Names): Found[] {
  const [id] = Object.keys(isObject(item) ? item : {})
  const task = taskOf(item)
  if (task === null || id === undefined) throw new NotOurs('A task is missing')
  if (optimus(task)['role'] === 'parallel')
    return branchesOf(task).flatMap((branch) => listOf(taskOf(branch)?.['do']).flatMap((inner) => readItem(inner, names)))
  const described = optimus(task)['step']
  if (!isObject(described)) throw new NotOurs(`The task "${id}" was added by hand`)
  return [{ step: readStep(id, { task, described, names }), order: described['order'] as number | undefined }]
}

function branchesOf(task: JsonObject): Json[] {
  return isObject(task['fork']) ? listOf(task['fork']['branches']) : []
}

function listOf(value: Json | undefined): Json[] {
  if (!Array.isArray(value)) throw new NotOurs('A list of tasks is missing')
  return value
}

export function optimus(task: JsonObject): JsonObject {
  const metadata = task['metadata']
  return isObject(metadata) && isObject(metadata['optimus']) ? metadata['optimus'] : {}
}

interface Reading {
  readonly task: JsonObject
  readonly described: JsonObject
  readonly names: Names
}

function readStep(id: string, { task, described, names }: Reading): Step {
  const { if: condition, metadata, ...outer } = task
  void metadata
  const layers = (Array.isArray(described['layers']) ? described['layers'] : []) as Layer[]
  const parts: Record<string, object | Json | undefined> = {}
  let rest: JsonObject = outer
  for (const layer of layers) rest = peel(layer, { rest, parts, names })
  const { export: record, ...core } = rest
  void record
  return given({
    id,
    title: described['title'],
    if: typeof condition === 'string' ? friendlyCondition(condition, names.stepIds) : undefined,
    needs: described['needs'],
    action: readAction(String(described['action']), core, { parts, names }),
    approve: parts['approve'],
    forEach: parts['forEach'],
    retry: parts['retry'],
    queue: parts['queue'],
    timeout: parts['timeout'],
    onFailure: parts['onFailure'],
  }) as unknown as Step
}

interface Peeling {
  readonly rest: JsonObject
  readonly parts: Record<string, object | Json | undefined>
  readonly names: Names
}

/** Takes the outermost layer off and remembers what it said. */
function peel(layer: Layer, { rest, parts, names }: Peeling): JsonObject {
  if (layer === 'onFailure') return peelFailure({ rest, parts, names })
  const { export: record, ...plain } = rest
  void record
  if (layer === 'timeout') {
    const { timeout, ...inner } = plain
    if (!isObject(timeout)) throw new NotOurs('A timeout is missing')
    parts['timeout'] = friendlyValue(timeout['after'] ?? null, names.stepIds)
    return inner
  }
  const taken = { retry: unwrapRetry, queue: unwrapQueue, forEach: unwrapLoop, approve: unwrapGate }[layer](plain, names)
  if (taken === null) throw new NotOurs(`The part "${layer}" is missing`)
  const { inner, ...said } = taken
  parts[layer] = Object.values(said)[0] as object
  return inner
}

function peelFailure({ rest, parts, names }: Peeling): JsonObject {
  const inner = onlyTask(rest['try'])
  const handler = isObject(rest['catch']) ? listOf(rest['catch']['do']) : []
  const ending = handler.at(-1)
  if (inner === null || !isObject(ending)) throw new NotOurs('What happens on failure is missing')
  parts['onFailure'] = {
    steps: readSteps(handler.slice(0, -1), names),
    then: Object.hasOwn(ending, 'optimus-failed') ? 'continue' : 'fail',
  }
  return inner
}

function readAction(kind: string, core: JsonObject, { parts, names }: Omit<Peeling, 'rest'>): Action {
  switch (kind) {
    case 'steps':
      return { kind, steps: readSteps(listOf(core['do']), names) }
    case 'race':
      return { kind, steps: readSteps(branchesOf(core), names) }
    case 'approve':
      parts['approve'] = readApproval(core, names) ?? undefined
      return { kind }
    default:
      return readSimple(kind, core, names)
  }
}

export function readSimple(kind: string, core: JsonObject, names: Names): Undo['action'] {
  if (kind === 'task') {
    const task = onlyTask(core['do'])
    if (task === null) throw new NotOurs('A task is missing')
    return { kind, task }
  }
  const uses = taskToUses(core, names)
  if (uses === null) throw new NotOurs('A task does something that no "uses" stands for')
  return { kind: 'uses', ...uses }
}
