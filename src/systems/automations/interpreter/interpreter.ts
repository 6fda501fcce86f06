import { isObject, type Json, type JsonObject } from '../expressions/json.ts'
import type { WorkflowDocument } from '../language/model/document.ts'
import { pointer } from '../language/problem.ts'
import { kindOf } from '../language/task-tree.ts'
import { DOCUMENT_BOUNDS } from '../language/validation/limits.ts'
import { bodyOf, type Bodies } from './bodies.ts'
import { requireSchema } from './data-schemas.ts'
import { Evaluation } from './evaluation.ts'
import { extended } from './extensions.ts'
import { asFailure, Ended, Failure, failure, Stopped } from './failure.ts'
import type { Frame, ListCall, ListResult, TaskCall, TaskResult } from './frame.ts'
import { withTimeout } from './timeouts.ts'
import type { Walker } from './walker.ts'
import type { World } from './world.ts'

/**
 * Walks a document. What was recorded is read and not done again; everything between is worked out anew, and gives
 * the same each time. So an execution may end anywhere, and the next one goes on where it stood.
 */
export class Interpreter implements Walker {
  readonly world: World
  readonly evaluation: Evaluation
  readonly bodies: Bodies
  /** Called before the second task of the document, when the context is there: limits for whole runs. */
  readonly #admit: (call: TaskCall) => Promise<void>
  #taskRuns = 0

  constructor(world: World, admit: (interpreter: Interpreter, call: TaskCall) => Promise<void> = async () => {}) {
    this.world = world
    this.evaluation = new Evaluation(world)
    this.bodies = bodyOf(this)
    this.#admit = (call) => admit(this, call)
  }

  /** Runs the document to its end and gives its output; throws a Failure. */
  async run(input: Json): Promise<Json> {
    const { document, signal } = this.world
    const frame: Frame = { context: { value: null }, variables: {}, signal, replayOnly: false, extending: false, caught: null, step: null }
    const root = rootCall(document, frame)
    requireSchema(document.input?.schema as Json | undefined, input, 'The input')
    const from = document.input?.from as Json | undefined
    const first = from === undefined ? input : await this.evaluation.shaped(root, from, { data: input })
    const output = await this.#toTheEnd(root, first)
    const as = document.output?.as as Json | undefined
    const result = as === undefined ? output : await this.evaluation.shaped(root, as, { data: output, input: first, output })
    requireSchema(document.output?.schema as Json | undefined, result, 'The output')
    return result
  }

  async #toTheEnd(root: TaskCall, input: Json): Promise<Json> {
    const list: ListCall = { items: this.world.document.do as unknown as Json[], reference: '/do', key: '/do', frame: root.frame }
    try {
      return await withTimeout(this, root, input, async (frame) => (await this.list({ ...list, frame }, input, true)).output)
    } catch (error) {
      if (error instanceof Ended) return error.output
      throw error
    }
  }

  /** Runs tasks one after the other, or as `then` says. */
  async list(call: ListCall, input: Json, isRoot = false): Promise<ListResult> {
    const tasks = call.items.flatMap((item) => (isObject(item) ? [Object.entries(item)[0]!] : []))
    const visits = new Map<number, number>()
    let output = input
    for (let index = 0; index < tasks.length;) {
      const [name, task] = tasks[index] as [string, JsonObject]
      const visit = (visits.get(index) ?? 0) + 1
      visits.set(index, visit)
      const at = pointer([index, name])
      const one = this.taskCall(task, {
        name,
        reference: call.reference + at,
        key: call.key + at + (visit > 1 ? `~${visit}` : ''),
        frame: call.frame,
      })
      if (isRoot && visit === 1 && (index === 1 || !isStart(tasks[0]![1] as JsonObject))) await this.#admit(one)
      const result = await this.task(one, output)
      output = result.output
      const then = result.then ?? 'continue'
      if (then === 'end') throw new Ended(output)
      if (then === 'exit') return { output, exited: true }
      index = then === 'continue' ? index + 1 : tasks.findIndex(([other]) => other === then)
      if (index < 0) throw failure('configuration', `There is no task "${then}" to go on with.`).at(one.place.reference)
    }
    return { output, exited: false }
  }

  taskCall(task: JsonObject, at: { name: string; reference: string; key: string; frame: Frame }): TaskCall {
    const { name, reference, key, frame } = at
    const step = isStep(task) ? name : frame.step
    return {
      task,
      place: { name, reference, key, kind: kindOf(task) ?? 'do', step },
      frame: step === frame.step ? frame : { ...frame, step },
    }
  }

  /** One task with all that belongs to it: condition, input, body, output and export. */
  async task(call: TaskCall, given: Json): Promise<TaskResult> {
    const { journal, overrides } = this.world
    const { task, place, frame } = call
    if (frame.signal.aborted) throw new Stopped('ended from outside')
    this.#taskRuns += 1
    if (this.#taskRuns > DOCUMENT_BOUNDS.taskRuns) throw failure('runtime', `A run ends after ${DOCUMENT_BOUNDS.taskRuns} tasks.`)
    const raw = overrides[place.key] ?? given
    try {
      if (typeof task['if'] === 'string' && !(await this.evaluation.holds(call, task['if'], { data: raw }))) {
        journal.note({ place, state: 'skipped', input: raw })
        return { output: raw, then: undefined }
      }
      journal.note({ place, state: 'running', input: raw })
      const result = await this.#carryOut(call, raw)
      journal.note({ place, state: 'done', output: result.output })
      return result
    } catch (error) {
      if (error instanceof Ended) journal.note({ place, state: 'done', output: error.output })
      if (error instanceof Ended || error instanceof Stopped || !isOwn(error)) throw error
      const failed = asFailure(error).at(place.reference)
      journal.note({ place, state: 'failed', error: failed.body })
      throw failed
    }
  }

  async #carryOut(call: TaskCall, raw: Json): Promise<TaskResult> {
    const { task, frame } = call
    const [inputs, outputs, exports] = [task['input'], task['output'], task['export']].map((part) => (isObject(part) ? part : {}))
    requireSchema(inputs!['schema'], raw, 'The input')
    const input = inputs!['from'] === undefined ? raw : await this.evaluation.shaped(call, inputs!['from'], { data: raw })
    let then = task['then'] as string | undefined
    const rawOutput = await extended(this, call, input, () =>
      withTimeout(this, call, input, async (inner) => {
        const result = await this.bodies(inner === frame ? call : { ...call, frame: inner }, input)
        then = result.then ?? then
        return result.output
      }),
    )
    const as = outputs!['as']
    const output = as === undefined ? rawOutput : await this.evaluation.shaped(call, as, { data: rawOutput, input, output: rawOutput })
    requireSchema(outputs!['schema'], output, 'The output')
    if (exports!['as'] !== undefined) {
      const context = await this.evaluation.shaped(call, exports!['as'], { data: output, input, output })
      requireSchema(exports!['schema'], context, 'The context')
      frame.context.value = context
    }
    return { output, then }
  }
}

/** Failures of the document; what broke in the machinery around it ends the execution, which is then tried again. */
function isOwn(error: unknown): boolean {
  return error instanceof Failure
}

function rootCall(document: WorkflowDocument, frame: Frame): TaskCall {
  const timeout = document.timeout as Json | undefined
  const task: JsonObject = timeout === undefined ? {} : { timeout }
  return { task, place: { name: document.document.name, reference: '/', key: '/', kind: 'workflow', step: null }, frame }
}

function optimusOf(task: JsonObject): JsonObject {
  const metadata = isObject(task['metadata']) ? task['metadata']['optimus'] : undefined
  return isObject(metadata) ? metadata : {}
}

function isStep(task: JsonObject): boolean {
  const own = optimusOf(task)
  return own['step'] !== undefined || own['undo'] !== undefined
}

function isStart(task: JsonObject): boolean {
  return optimusOf(task)['role'] === 'start'
}
