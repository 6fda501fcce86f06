import { isObject, type JsonObject } from '../expressions/json.ts'
import { decompileAutomation } from './friendly/decompile-automation.ts'
import type { Automation, Step, Trigger } from './friendly/model.ts'
import { isFriendly, readAutomation } from './friendly/read.ts'
import { StepOrder } from './friendly/step-order.ts'
import { innerSteps } from './friendly/steps.ts'
import { together } from './friendly/visibility.ts'
import type { WorkflowDocument } from './model/document.ts'
import type { Graph, GraphEdge, GraphNode } from './graph-model.ts'
import { hasErrors } from './problem.ts'
import { readSource } from './source.ts'
import { standardGraph } from './standard-graph.ts'

/** The graph of a document, by steps when it was written as an automation, otherwise by tasks. */
export function documentGraph(document: WorkflowDocument): Graph {
  const { automation } = decompileAutomation(document)
  return automation === null ? standardGraph(document as unknown as JsonObject) : automationGraph(automation)
}

/** The graph of a text as it stands, mistakes and all. Null when it is not clear what the steps are. */
export function textGraph(text: string): Graph | null {
  const source = readSource(text)
  if (hasErrors(source.problems) || !isObject(source.value)) return null
  if (!isFriendly(source.value)) return standardGraph(source.value)
  const { draft } = readAutomation(source)
  return draft === null ? null : automationGraph(draft)
}

export function automationGraph(automation: Automation): Graph {
  const triggers = (automation.on ?? []).map((trigger, index): GraphNode => ({
    id: `trigger:${index}`,
    kind: trigger.kind,
    label: triggerLabel(trigger),
    parent: null,
    marks: [],
  }))
  const main = stepGraph(automation.steps, null)
  const failure = failureGraph(automation)
  const starts = firstSteps(automation.steps)
  return {
    nodes: [...triggers, ...main.nodes, ...failure.nodes],
    edges: [
      ...triggers.flatMap(({ id }) => starts.map((step): GraphEdge => ({ from: id, to: step.id, kind: 'start', label: null }))),
      ...main.edges,
      ...failure.edges,
    ],
  }
}

function triggerLabel(trigger: Trigger): string {
  if (trigger.name !== undefined) return trigger.name
  switch (trigger.kind) {
    case 'schedule':
      return trigger.cron ?? 'interval'
    case 'event':
      return trigger.type
    case 'file':
      return trigger.path
    case 'webhook':
      return trigger.path ?? 'webhook'
    case 'manual':
      return 'by hand'
  }
}

function stepGraph(steps: readonly Step[], parent: string | null): Graph {
  const own = steps.map((step): GraphNode => ({
    id: step.id,
    kind: kindOf(step),
    label: step.title ?? step.id,
    parent,
    marks: marksOf(step),
  }))
  const inner = steps.flatMap((step) => innerSteps(step).map((part) => innerGraph(step, part)))
  return {
    nodes: [...own, ...inner.flatMap(({ nodes }) => nodes)],
    edges: [...directEdges(steps), ...inner.flatMap(({ edges }) => edges)],
  }
}

function innerGraph(step: Step, { steps, role }: ReturnType<typeof innerSteps>[number]): Graph {
  if (role === 'race') return stepGraph(together(steps), step.id)
  if (role !== 'onFailure') return stepGraph(steps, step.id)
  const id = `${step.id}:failure`
  const graph = stepGraph(steps, id)
  if (steps.length === 0) return graph
  return {
    nodes: [{ id, kind: 'failure', label: `if ${step.title ?? step.id} fails`, parent: null, marks: [] }, ...graph.nodes],
    edges: [{ from: step.id, to: id, kind: 'failure', label: null }, ...graph.edges],
  }
}

function kindOf({ action }: Step): string {
  if (action.kind === 'uses') return action.uses
  return { steps: 'group', race: 'race', task: 'task', approve: 'approve' }[action.kind]
}

function marksOf(step: Step): string[] {
  const keys = ['if', 'approve', 'forEach', 'retry', 'queue', 'timeout', 'onFailure', 'compensate'] as const
  return keys.filter((key) => step[key] !== undefined && !(key === 'approve' && step.action.kind === 'approve'))
}

/** Only what is not said by other edges already: a → b → c needs no edge from a to c. A circle is drawn as it is written. */
function directEdges(steps: readonly Step[]): GraphEdge[] {
  const order = new StepOrder(steps)
  const circular = order.circle() !== null
  const ids = new Set(steps.map(({ id }) => id))
  const before = (step: Step): readonly string[] =>
    circular && step.needs !== undefined ? step.needs.filter((id) => ids.has(id)) : order.nearest(step.id)
  return steps.flatMap((step) => before(step).map((from): GraphEdge => ({ from, to: step.id, kind: 'next', label: step.if ?? null })))
}

function firstSteps(steps: readonly Step[]): Step[] {
  const order = new StepOrder(steps)
  return steps.filter(({ id }) => order.needsNothing(id))
}

function failureGraph({ onFailure }: Automation): Graph {
  if (onFailure === undefined) return { nodes: [], edges: [] }
  const inner = stepGraph(onFailure, 'run:failure')
  return {
    nodes: [{ id: 'run:failure', kind: 'failure', label: 'if the run fails', parent: null, marks: [] }, ...inner.nodes],
    edges: inner.edges,
  }
}
