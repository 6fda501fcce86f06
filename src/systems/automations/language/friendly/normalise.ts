import { isObject, type Json, type JsonObject } from '../../expressions/json.ts'
import { expressionOf } from '../../expressions/template.ts'
import { readShortDuration } from '../durations.ts'
import type { Duration } from '../model/duration.ts'
import { problemAt, type Path, type Problem } from '../problem.ts'
import type { Source } from '../source.ts'
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

const ISO = /^P(?=[\dT])/
const ACTIONS = ['uses', 'steps', 'race', 'task'] as const

/** Spells out the short forms of a text whose shape is known to fit, and remembers where everything came from. */
export class Normaliser {
  readonly problems: Problem[] = []
  readonly origins = new Map<object, Path>()
  private readonly source: Source

  constructor(source: Source) {
    this.source = source
  }

  automation(value: JsonObject): Automation {
    const { name, namespace, version, title, summary, tags, inputs, on, concurrency, secrets, timeout, outputs } = value
    return this.placed([], {
      name: name as string,
      ...given({ namespace, version, title, summary, tags, secrets, outputs }),
      ...(isObject(inputs) ? { inputs: fields(inputs) } : {}),
      ...(on === undefined
        ? {}
        : { on: (Array.isArray(on) ? on : [on]).map((item, index) => this.trigger(item, Array.isArray(on) ? ['on', index] : ['on'])) }),
      ...(concurrency === undefined ? {} : { concurrency: this.concurrency(concurrency) }),
      ...(timeout === undefined ? {} : { timeout: this.duration(timeout, ['timeout']) }),
      steps: this.steps(value['steps'] as Json[], ['steps']),
      ...(value['onFailure'] === undefined ? {} : { onFailure: this.steps(value['onFailure'] as Json[], ['onFailure']) }),
    } as Automation)
  }

  private steps(values: readonly Json[], path: Path): Step[] {
    return values.map((value, index) => this.step(value as JsonObject, [...path, index]))
  }

  private step(value: JsonObject, path: Path): Step {
    const { id, title, needs, approve, forEach, parallel, retry, queue, timeout, onFailure, compensate } = value
    if (parallel !== undefined && forEach === undefined)
      this.report([...path, 'parallel'], 'step', '"parallel" says how many items of "forEach" run at once; there is no "forEach" here.')
    return this.placed(path, {
      id: id as string,
      ...given({ title }),
      ...condition('if', value['if']),
      ...(needs === undefined ? {} : { needs: Array.isArray(needs) ? needs : [needs] }),
      action: this.action(value, path),
      ...(approve === undefined ? {} : { approve: this.approval(approve, [...path, 'approve']) }),
      ...(forEach === undefined ? {} : { forEach: loop(forEach, parallel) }),
      ...(retry === undefined ? {} : { retry: this.retry(retry, [...path, 'retry']) }),
      ...(queue === undefined ? {} : { queue: this.queue(queue, [...path, 'queue']) }),
      ...(timeout === undefined ? {} : { timeout: this.duration(timeout, [...path, 'timeout']) }),
      ...(onFailure === undefined || onFailure === 'fail' ? {} : { onFailure: this.failure(onFailure, [...path, 'onFailure']) }),
      ...(compensate === undefined ? {} : { compensate: this.undo(compensate as JsonObject, [...path, 'compensate']) }),
    } as Step)
  }

  private action(value: JsonObject, path: Path): Action {
    const written = ACTIONS.filter((key) => value[key] !== undefined)
    if (written.length > 1)
      this.report([...path, written[1]!], 'step', `A step does one thing; this one has both "${written[0]}" and "${written[1]}".`)
    if (value['with'] !== undefined && value['uses'] === undefined)
      this.report([...path, 'with'], 'step', '"with" belongs to "uses", which is missing here.')
    if (value['steps'] !== undefined) return { kind: 'steps', steps: this.steps(value['steps'] as Json[], [...path, 'steps']) }
    if (value['race'] !== undefined) return { kind: 'race', steps: this.steps(value['race'] as Json[], [...path, 'race']) }
    if (value['uses'] === undefined && value['task'] === undefined && value['approve'] !== undefined) return { kind: 'approve' }
    return this.simpleAction(value, path)
  }

  private simpleAction(value: JsonObject, path: Path): Undo['action'] {
    if (isObject(value['task'])) return { kind: 'task', task: this.placed([...path, 'task'], { ...value['task'] }) }
    if (value['uses'] === undefined)
      this.report(path, 'step', 'This does nothing; say what it "uses", or give it "steps", "race", "approve" or "task".')
    const inputs = isObject(value['with']) ? { with: this.placed([...path, 'with'], { ...value['with'] }) } : {}
    if (value['uses'] === 'wait') this.waitInputs(isObject(value['with']) ? value['with'] : {}, path)
    return { kind: 'uses', uses: String(value['uses'] ?? ''), ...inputs }
  }

  /** Unlike other inputs these lie in no object of the document whose schema would look at them. */
  private waitInputs(inputs: JsonObject, path: Path): void {
    const unknown = Object.keys(inputs).find((key) => key !== 'for')
    if (unknown !== undefined)
      this.report([...path, 'with', unknown], 'unknown-key', `"${unknown}" is not known here. A wait takes "for", such as for: 30s.`)
    else if (inputs['for'] === undefined) this.report([...path, 'uses'], 'schema', 'A wait needs "for" in "with", such as for: 30s.')
    else this.duration(inputs['for'], [...path, 'with', 'for'])
  }

  private approval(value: Json, path: Path): Approval {
    if (!isObject(value)) return this.placed(path, { people: list(value) })
    const { quorum, message, expires, escalate, otherwise } = value
    return this.placed(path, {
      people: list(value['people']!),
      ...given({ quorum, message }),
      ...(expires === undefined ? {} : { expires: this.duration(expires, [...path, 'expires']) }),
      ...(isObject(escalate)
        ? { escalate: { after: this.duration(escalate['after']!, [...path, 'escalate', 'after']), people: list(escalate['people']!) } }
        : {}),
      ...(otherwise === 'continue' ? { otherwise } : {}),
    } as Approval)
  }

  private retry(value: Json, path: Path): Retry {
    if (!isObject(value)) return { times: value as number, delay: { seconds: 1 }, backoff: 'exponential' }
    const { delay, backoff, jitter, attemptTimeout, maxDuration, on } = value
    const time = (key: string, given: Json | undefined) => (given === undefined ? {} : { [key]: this.duration(given, [...path, key]) })
    return {
      times: value['times'] as number,
      ...time('delay', delay),
      ...given({ backoff }),
      ...(jitter === undefined ? {} : { jitter: this.jitter(jitter, [...path, 'jitter']) }),
      ...time('attemptTimeout', attemptTimeout),
      ...time('maxDuration', maxDuration),
      ...given({ on }),
      ...condition('when', value['when']),
      ...condition('exceptWhen', value['exceptWhen']),
    } as Retry
  }

  private jitter(value: Json, path: Path): NonNullable<Retry['jitter']> {
    if (!isObject(value) || value['from'] === undefined) return { from: { milliseconds: 0 }, to: this.duration(value, path) }
    return { from: this.duration(value['from'], [...path, 'from']), to: this.duration(value['to']!, [...path, 'to']) }
  }

  private queue(value: Json, path: Path): Queue {
    if (!isObject(value)) return { name: value as string }
    const { name, limit, keyLimit, rate, priority } = value
    return {
      name,
      ...given({ limit }),
      ...condition('key', value['key']),
      ...given({ keyLimit }),
      ...this.rate(rate, path),
      ...given({ priority }),
      ...condition('deduplicate', value['deduplicate']),
    } as Queue
  }

  private concurrency(value: Json): Concurrency {
    if (!isObject(value)) return { limit: value as number }
    const { limit, whenBusy, priority, rate } = value
    return {
      ...given({ limit }),
      ...condition('group', value['group']),
      ...given({ whenBusy, priority }),
      ...this.rate(rate, ['concurrency']),
      ...condition('deduplicate', value['deduplicate']),
    } as Concurrency
  }

  private rate(value: Json | undefined, path: Path): { rate?: Rate } {
    if (!isObject(value)) return {}
    return { rate: { limit: value['limit'] as number, per: this.duration(value['per']!, [...path, 'rate', 'per']) } }
  }

  private failure(value: Json, path: Path): FailurePolicy {
    if (Array.isArray(value)) return { steps: this.steps(value, path), then: 'fail' }
    if (!isObject(value)) return { steps: [], then: 'continue' }
    return { steps: this.steps(value['steps'] as Json[], [...path, 'steps']), then: value['then'] === 'continue' ? 'continue' : 'fail' }
  }

  private undo(value: JsonObject, path: Path): Undo {
    const { retry, timeout } = value
    return this.placed(path, {
      action: this.simpleAction(value, path),
      ...(retry === undefined ? {} : { retry: this.retry(retry, [...path, 'retry']) }),
      ...(timeout === undefined ? {} : { timeout: this.duration(timeout, [...path, 'timeout']) }),
    })
  }

  private trigger(value: Json, path: Path): Trigger {
    if (!isObject(value)) return this.placed(path, { kind: 'manual' })
    const kind = (['schedule', 'event', 'webhook', 'file', 'manual'] as const).find((key) => Object.hasOwn(value, key))!
    const own = value[kind]
    const common = given({ name: value['name'], with: value['with'] })
    return this.placed(path, { ...common, kind, ...this.triggerParts(kind, own ?? {}, [...path, kind]) } as Trigger)
  }

  private triggerParts(kind: Trigger['kind'], value: Json, path: Path): JsonObject {
    if (kind === 'schedule') {
      if (!isObject(value)) return { cron: value }
      const time = (key: string) => (value[key] === undefined ? {} : { [key]: this.duration(value[key], [...path, key]) as Json })
      return {
        ...given({ cron: value['cron'], timezone: value['timezone'] }),
        ...time('every'),
        ...time('after'),
        ...given({ catchUp: value['catchUp'] }),
      }
    }
    if (kind === 'event' && !isObject(value)) return { type: value }
    if (kind === 'file' && !isObject(value)) return { path: value }
    if (!isObject(value)) return {}
    const debounce: JsonObject =
      value['debounce'] === undefined ? {} : { debounce: this.duration(value['debounce'], [...path, 'debounce']) as Json }
    return { ...value, ...condition('if', value['if']), ...debounce }
  }

  /** `30s`, `PT30S`, `{seconds: 30}` or an expression. */
  private duration(value: Json, path: Path): Duration {
    if (isObject(value)) return value as Duration
    const written = String(value)
    const short = readShortDuration(written)
    if (short !== null) return short
    if (!ISO.test(written) && !written.includes('${'))
      this.reportValue(path, 'duration', `"${written}" is not a duration; write 30s, 5m, 1h30m, 2d or PT30S.`)
    return written
  }

  private placed<T extends object>(path: Path, value: T): T {
    this.origins.set(value, path)
    return value
  }

  private reportValue(path: Path, code: string, message: string): void {
    this.problems.push(problemAt(this.source.valueAt(path), path, { code, message }))
  }

  private report(path: Path, code: string, message: string): void {
    this.problems.push(problemAt(this.source.keyAt(path), path, { code, message }))
  }
}

function condition(key: string, value: Json | undefined): JsonObject {
  return value === undefined ? {} : { [key]: expressionOf(String(value)) }
}

function list(value: Json): string[] {
  return (Array.isArray(value) ? value : [value]) as string[]
}

function loop(value: Json, parallel: Json | undefined): Loop {
  const written = isObject(value) ? value : { in: value }
  const { as, at } = written
  const source = written['in']!
  return {
    in: typeof source === 'string' ? expressionOf(source) : (source as Json[]),
    ...given({ as, at }),
    ...condition('while', written['while']),
    ...given({ parallel: written['parallel'] ?? parallel }),
  } as Loop
}

function fields(inputs: JsonObject): Record<string, InputField> {
  return Object.fromEntries(
    Object.entries(inputs).map(([name, value]) => [name, (isObject(value) ? value : { type: value }) as unknown as InputField]),
  )
}
