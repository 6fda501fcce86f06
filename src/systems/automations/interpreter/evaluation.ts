import { compileExpression, evaluateFast, singleResult } from '../expressions/compile-expression.ts'
import { ExpressionFailed, ExpressionLimit, ExpressionRefused } from '../expressions/expression-error.ts'
import type { Json, JsonObject } from '../expressions/json.ts'
import { expressionIn, expressionOf, fillTemplate } from '../expressions/template.ts'
import { durationMilliseconds } from '../language/durations.ts'
import { failure } from './failure.ts'
import type { TaskCall } from './frame.ts'
import type { World } from './world.ts'

/** The data that an expression is evaluated on, and the values beside those that every expression has. */
export interface Data {
  readonly data: Json
  readonly input?: Json
  readonly output?: Json
  readonly more?: Readonly<Record<string, Json>>
  readonly secrets?: JsonObject
}

/** Evaluates the expressions of a document in the place where a task is. */
export class Evaluation {
  readonly #world: World
  /** Stands for the secrets wherever their values must not be: in records, logs and what people see. */
  readonly #hidden: JsonObject

  constructor(world: World) {
    this.#world = world
    this.#hidden = Object.fromEntries((world.document.use?.secrets ?? []).map((name) => [name, `[secret ${name}]`]))
  }

  /** The value of a text that is an expression, with or without `${ }`. */
  async value(call: TaskCall, text: string, data: Data): Promise<Json> {
    try {
      const compiled = compileExpression(expressionOf(text))
      const variables = await this.#variables(call, compiled.variables, data)
      if (compiled.lane === 'fast') return singleResult(evaluateFast(compiled, data.data, variables))
      return await this.#slow(call, compiled.text, () => this.#world.evaluateSlow(compiled, data.data, variables))
    } catch (error) {
      if (!(error instanceof ExpressionFailed || error instanceof ExpressionLimit || error instanceof ExpressionRefused)) throw error
      throw failure('expression', `${error.message}, in: ${expressionOf(text).slice(0, 300)}`).at(call.place.reference)
    }
  }

  /** A value in which every `${ }` is replaced. */
  async filled(call: TaskCall, value: Json, data: Data): Promise<Json> {
    return fillTemplate(value, (expression) => this.value(call, expression, data))
  }

  /** Text that is always an expression, or a template of other kinds of values. */
  async shaped(call: TaskCall, value: Json, data: Data): Promise<Json> {
    return typeof value === 'string' ? this.value(call, value, data) : this.filled(call, value, data)
  }

  async holds(call: TaskCall, text: string, data: Data): Promise<boolean> {
    const value = await this.value(call, text, data)
    return value !== false && value !== null
  }

  /** A length of time in milliseconds, given or worked out. */
  async duration(call: TaskCall, value: Json, data: Data): Promise<number> {
    const given = typeof value === 'string' && expressionIn(value) !== null ? await this.value(call, value, data) : value
    const milliseconds = durationMilliseconds(given)
    if (milliseconds === null || !Number.isFinite(milliseconds) || milliseconds < 0) {
      throw failure('validation', `${JSON.stringify(given)} is no length of time.`).at(call.place.reference)
    }
    return milliseconds
  }

  /** The answer of real jq counts once it is recorded: another version of jq may give another one. */
  async #slow(call: TaskCall, text: string, evaluate: () => Promise<Json[]>): Promise<Json> {
    const { journal } = this.#world
    const place = { ...call.place, key: `${call.place.key}?${hashOf(text)}`, kind: 'expression' }
    const known = journal.recorded(place.key)
    if (known) return known.output ?? null
    const outcome = await journal.record(place, { state: 'done', output: singleResult(await evaluate()) })
    return outcome.output ?? null
  }

  async #variables(call: TaskCall, names: readonly string[], data: Data): Promise<Record<string, Json>> {
    const found: Record<string, Json> = {}
    for (const name of names) {
      const value = await this.#variable(call, name, data)
      if (value !== undefined) found[name] = value
    }
    return found
  }

  async #variable(call: TaskCall, name: string, data: Data): Promise<Json | undefined> {
    const own = data.more?.[name] ?? call.frame.variables[name]
    if (own !== undefined) return own
    switch (name) {
      case 'context':
        return call.frame.context.value
      case 'input':
        return data.input ?? data.data
      case 'output':
        return data.output
      case 'secrets':
        return data.secrets ?? this.#hidden
      case 'authorization':
        return null
      case 'task':
        return {
          ...call.task,
          name: call.place.name,
          reference: call.place.reference,
          definition: call.task,
          input: data.input ?? data.data,
        }
      case 'workflow':
        return this.#world.workflow
      case 'runtime':
        return { ...this.#world.runtime, now: await this.#now(call) }
      default:
        return undefined
    }
  }

  async #now(call: TaskCall): Promise<string> {
    const place = { ...call.place, key: `${call.place.key}?now`, kind: 'expression' }
    const known = this.#world.journal.recorded(place.key)
    const outcome = known ?? (await this.#world.journal.record(place, { state: 'done', output: this.#world.now().toISOString() }))
    return String(outcome.output)
  }
}

function hashOf(text: string): string {
  let hash = 5381
  for (const character of text) hash = ((hash * 33) ^ character.codePointAt(0)!) >>> 0
  return hash.toString(36)
}
