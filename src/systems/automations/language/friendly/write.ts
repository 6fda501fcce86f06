import { Document, isMap, isPair, isScalar, isSeq, visit, type Node } from 'yaml'
import { isObject, type Json, type JsonObject } from '../../expressions/json.ts'
import { writeShortDuration } from '../durations.ts'
import type { DurationParts } from '../model/duration.ts'
import { given } from './given.ts'
import type {
  Action,
  Approval,
  Automation,
  Concurrency,
  FailurePolicy,
  InputField,
  Loop,
  Queue,
  Rate,
  Retry,
  Step,
  Trigger,
  Undo,
} from './model.ts'

/** The friendly text of an automation, in short forms where there are any. */
export function writeAutomation(automation: Automation): string {
  return writeYaml(automationValue(automation))
}

const SECTIONS = new Set(['inputs', 'on', 'steps', 'onFailure', 'outputs'])

/** YAML with air between sections and steps; lists of plain values stay on one line. */
export function writeYaml(value: JsonObject): string {
  const document = new Document(value, { aliasDuplicateObjects: false })
  visit(document, {
    Pair: (key, pair, ancestors) => {
      const name = isScalar(pair.key) ? String(pair.key.value) : ''
      if (ancestors.length === 2 && SECTIONS.has(name) && key !== 0 && isScalar(pair.key)) pair.key.spaceBefore = true
    },
    Seq: (_, seq) => {
      if (seq.items.length > 0 && seq.items.every((item) => isScalar(item) && String(item.value).length < 30)) seq.flow = true
    },
    Map: (key, map, ancestors) => {
      const parent = ancestors.at(-2)
      const inSteps = isPair(parent) && isScalar(parent.key) && parent.key.value === 'steps' && isSeq(ancestors.at(-1) as Node)
      if (inSteps && typeof key === 'number' && key > 0 && isMap(map)) map.spaceBefore = true
    },
  })
  return document.toString({ lineWidth: 0, flowCollectionPadding: false })
}

export function automationValue(automation: Automation): JsonObject {
  const { name, title, summary, namespace, version, tags, inputs, on, concurrency, secrets, timeout, outputs } = automation
  return given({
    name,
    title,
    summary,
    namespace,
    version,
    tags,
    inputs: inputs === undefined ? undefined : Object.fromEntries(Object.entries(inputs).map(([key, field]) => [key, fieldValue(field)])),
    on: on?.map(triggerValue),
    concurrency: concurrency === undefined ? undefined : concurrencyValue(concurrency),
    secrets,
    timeout: timeOf(timeout),
    steps: automation.steps.map(stepValue),
    onFailure: automation.onFailure?.map(stepValue),
    outputs,
  })
}

function fieldValue(field: InputField): Json {
  return Object.keys(field).length === 1 ? field.type : (field as unknown as Json)
}

function triggerValue(trigger: Trigger): Json {
  const { kind, name, with: values, ...rest } = trigger as Trigger & JsonObject
  const own = given({ ...rest, every: timeOf(rest['every']), after: timeOf(rest['after']), debounce: timeOf(rest['debounce']) })
  const common = given({ name, with: values })
  if (kind === 'manual' && Object.keys(common).length === 0) return 'manual'
  const short = { schedule: 'cron', event: 'type', file: 'path' }[kind as string]
  const only = short !== undefined && Object.keys(own).length === 1 ? own[short] : undefined
  return { [kind]: only ?? (Object.keys(own).length > 0 ? own : null), ...common }
}

function concurrencyValue(concurrency: Concurrency): Json {
  const { limit, rate, ...rest } = concurrency
  if (limit !== undefined && rate === undefined && Object.keys(rest).length === 0) return limit
  return given({ limit, ...rest, rate: rateValue(rate) })
}

function rateValue(rate: Rate | undefined): JsonObject | undefined {
  return rate === undefined ? undefined : given({ limit: rate.limit, per: timeOf(rate.per) })
}

export function stepValue(step: Step): JsonObject {
  const { id, title, needs, action, approve, forEach, retry, queue, timeout, onFailure, compensate } = step
  return given({
    id,
    title,
    if: step.if,
    needs,
    approve: approve === undefined ? undefined : approvalValue(approve),
    ...(forEach === undefined ? {} : loopValue(forEach)),
    ...actionValue(action),
    retry: retry === undefined ? undefined : retryValue(retry),
    queue: queue === undefined ? undefined : queueValue(queue),
    timeout: timeOf(timeout),
    onFailure: onFailure === undefined ? undefined : failureValue(onFailure),
    compensate: compensate === undefined ? undefined : undoValue(compensate),
  })
}

function actionValue(action: Action): JsonObject {
  switch (action.kind) {
    case 'uses':
      return given({ uses: action.uses, with: action.with })
    case 'steps':
    case 'race':
      return { [action.kind]: action.steps.map(stepValue) }
    case 'task':
      return { task: action.task }
    case 'approve':
      return {}
  }
}

function approvalValue({ people, quorum, message, expires, escalate, otherwise }: Approval): Json {
  const extra = given({
    quorum,
    message,
    expires: timeOf(expires),
    escalate: escalate === undefined ? undefined : given({ after: timeOf(escalate.after), people: escalate.people }),
    otherwise,
  })
  return Object.keys(extra).length === 0 ? [...people] : { people: [...people], ...extra }
}

function loopValue(loop: Loop): JsonObject {
  const { in: source, parallel, ...rest } = loop
  const items = typeof source === 'string' ? source : [...source]
  const short = Object.keys(rest).length === 0
  return short ? given({ forEach: items, parallel }) : { forEach: given({ in: items, ...rest, parallel }) }
}

function retryValue({ times, delay, backoff, jitter, attemptTimeout, maxDuration, on, when, exceptWhen }: Retry): Json {
  const rest = given({
    jitter: jitter === undefined ? undefined : given({ from: timeOf(jitter.from), to: timeOf(jitter.to) }),
    attemptTimeout: timeOf(attemptTimeout),
    maxDuration: timeOf(maxDuration),
    on,
    when,
    exceptWhen,
  })
  const standard = timeOf(delay) === '1s' && backoff === 'exponential' && Object.keys(rest).length === 0
  return standard ? times : given({ times, delay: timeOf(delay), backoff, ...rest })
}

function queueValue({ name, rate, ...rest }: Queue): Json {
  const extra = given({ ...rest, rate: rateValue(rate) })
  return Object.keys(extra).length === 0 ? name : { name, ...extra }
}

function failureValue({ steps, then }: FailurePolicy): Json {
  if (steps.length === 0) return then
  const written = steps.map(stepValue)
  return then === 'fail' ? written : { steps: written, then }
}

function undoValue({ action, retry, timeout }: Undo): JsonObject {
  return given({ ...actionValue(action), retry: retry === undefined ? undefined : retryValue(retry), timeout: timeOf(timeout) })
}

function timeOf(duration: Json | object | undefined): Json | undefined {
  if (!isObject(duration)) return duration as Json | undefined
  return writeShortDuration(duration as DurationParts) ?? duration
}
