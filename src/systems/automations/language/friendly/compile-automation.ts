import type { Json, JsonObject } from '../../expressions/json.ts'
import type { WorkflowDocument } from '../model/document.ts'
import type { Path } from '../problem.ts'
import { DSL_VERSION } from '../validation/schema.ts'
import { arrange } from './arrange.ts'
import { compileSteps } from './compile-step.ts'
import { given } from './given.ts'
import { defaultsOf, inputSchema } from './inputs.ts'
import { Compilation, markedPaths } from './marks.ts'
import type { Automation, Concurrency, Step } from './model.ts'
import { startTask } from './records.ts'
import { failureTasks } from './saga.ts'
import { innerSteps } from './steps.ts'
import { standardCondition, standardValue } from './texts.ts'
import { standardSchedule, standardTriggers } from './triggers.ts'

/** Says which language a document was written in, so that it can be shown in it again. */
export const LANGUAGE = 'optimus/1'

export interface CompiledAutomation {
  readonly document: WorkflowDocument
  /** What others will not see, and where steps wait longer than they ask to. */
  readonly notes: readonly string[]
  /** Which place of the text stands behind which place of the document. */
  readonly marks: readonly { readonly at: Path; readonly origin: Path }[]
}

/** Turns an automation into a document of the DSL that is valid against the published schema. Pure. */
export function compileAutomation(automation: Automation, origins: ReadonlyMap<object, Path> = new Map()): CompiledAutomation {
  const names = new Compilation(automation, origins)
  const { schedule, notes } = standardSchedule(automation.on ?? [])
  const { secrets, timeout, outputs } = automation
  const document = given({
    document: header(automation, names),
    input: inputOf(automation),
    use: secrets === undefined ? undefined : { secrets: [...secrets] },
    schedule,
    timeout: timeout === undefined ? undefined : { after: standardValue(timeout as Json, names.stepIds) },
    do: [{ 'optimus-start': startTask(defaultsOf(automation.inputs ?? {})) }, ...body(automation, names)],
    output: { as: outputs === undefined ? {} : standardValue(outputs, names.stepIds) },
  })
  return {
    document: document as unknown as WorkflowDocument,
    notes: [...notes, ...waitNotes(automation.steps)],
    marks: markedPaths(document, names.marks),
  }
}

function header(automation: Automation, { namespace }: Compilation): JsonObject {
  const { name, version, title, summary, tags, on, concurrency } = automation
  const own = given({
    language: LANGUAGE,
    on: on === undefined ? undefined : standardTriggers(on),
    concurrency: concurrency === undefined ? undefined : standardConcurrency(concurrency),
  })
  return given({ dsl: DSL_VERSION, namespace, name, version: version ?? DEFAULT_VERSION, title, summary, tags, metadata: { optimus: own } })
}

export const DEFAULT_VERSION = '0.1.0'
const NO_STEPS: ReadonlySet<string> = new Set()

function standardConcurrency(concurrency: Concurrency): JsonObject {
  const asked = (text: string | undefined) => (text === undefined ? undefined : standardCondition(text, NO_STEPS))
  return given({ ...concurrency, group: asked(concurrency.group), deduplicate: asked(concurrency.deduplicate) })
}

/** Started by hand, the input is what the form gives; started by anything else, it is a list with one event. */
function inputOf({ inputs, on }: Automation): JsonObject | undefined {
  if (inputs === undefined) return undefined
  const form = inputSchema(inputs)
  const byEvent = (on ?? []).some(({ kind }) => kind !== 'manual')
  const events = { type: 'array', minItems: 1, items: { type: 'object', required: ['type'] } }
  return { schema: { document: byEvent ? { anyOf: [form, events] } : form } }
}

function body(automation: Automation, names: Compilation): JsonObject[] {
  const steps = compileSteps(automation.steps, names)
  const onFailure = failureTasks(automation, names)
  if (onFailure === null) return steps
  return [{ 'optimus-main': { try: steps, catch: { as: 'error', do: onFailure }, metadata: { optimus: { role: 'main' } } } }]
}

function waitNotes(steps: readonly Step[]): string[] {
  const own = arrange(steps).extraWaits.map(
    ({ step, waitsFor }) =>
      `"${step}" also waits for ${waitsFor.map((id) => `"${id}"`).join(', ')}: nested lists cannot say exactly what it needs.`,
  )
  return [...own, ...steps.flatMap((step) => innerSteps(step).flatMap((inner) => waitNotes(inner.steps)))]
}
