import type { CompiledExpression } from '#systems/automations/expressions/compile-expression.ts'
import type { Json, JsonObject } from '#systems/automations/expressions/json.ts'
import { ReferenceJq } from '#systems/automations/expressions/reference.ts'
import { DryJournal } from '#systems/automations/interpreter/dry-world.ts'
import { failure, Stopped, type Failure } from '#systems/automations/interpreter/failure.ts'
import { Interpreter } from '#systems/automations/interpreter/interpreter.ts'
import type {
  EffectRequest,
  EffectResult,
  ListenRequest,
  PlaceRequest,
  SeenEvent,
  TaskPlace,
  Wait,
  WorkflowRequest,
  World,
} from '#systems/automations/interpreter/world.ts'
import { compile } from '#systems/automations/language/compile.ts'
import type { WorkflowDocument } from '#systems/automations/language/model/document.ts'

export interface Script {
  readonly text: string
  readonly input?: Json
  /** What effects answer, by the name of their task; `attempt` counts from 1. Throws to fail. */
  readonly answers?: Readonly<Record<string, (request: EffectRequest, attempt: number) => Json>>
  /** Events that come, each once somebody listens. */
  readonly events?: readonly JsonObject[]
  readonly random?: number
}

export interface Played {
  readonly output: Json | undefined
  readonly error: Failure['body'] | undefined
  readonly calls: readonly { name: string; kind: string; what: string; input: Json; key: string }[]
  readonly slept: readonly number[]
  readonly places: readonly (PlaceRequest & { key: string | null })[]
  readonly given: number
  /** The most effects that went on at once. */
  readonly most: number
  readonly noted: ReadonlyMap<string, string>
  readonly journal: DryJournal
}

const epoch = Date.parse('2026-01-01T00:00:00.000Z')
const jq = new ReferenceJq()

/** Plays a text on a clock of its own, where effects answer as told. Throws when the text may not be saved. */
export async function play(script: Script, earlier?: DryJournal): Promise<Played> {
  const { document, problems } = compile(script.text)
  if (document === null) throw new Error(problems.map((one) => `${one.line}: ${one.message}`).join('\n'))
  const world = new ScriptedWorld(document, script, earlier)
  const ended = await new Interpreter(world).run(script.input ?? {}).then(
    (output) => ({ output, error: undefined }),
    (error: Failure) => {
      if (!error.body) throw error
      return { output: undefined, error: error.body }
    },
  )
  const { calls, slept, places, given, most, journal } = world
  const noted = new Map(journal.noted.map((note) => [note.place.name, note.state]))
  return { ...ended, calls, slept, places, given, most, noted, journal }
}

export async function closeJq(): Promise<void> {
  await jq.close()
}

class ScriptedWorld implements World {
  readonly document: WorkflowDocument
  readonly workflow: JsonObject
  readonly runtime: JsonObject = { name: 'optimus', version: 'test' }
  readonly overrides = {}
  readonly journal: DryJournal
  readonly signal = new AbortController().signal
  readonly calls: { name: string; kind: string; what: string; input: Json; key: string }[] = []
  readonly slept: number[] = []
  readonly places: PlaceRequest[] = []
  given = 0
  most = 0
  readonly #script: Script
  readonly #attempts = new Map<string, number>()
  #clock = epoch
  #going = 0
  #timers: { at: number; ring: () => void }[] = []
  #ticking = false

  constructor(document: WorkflowDocument, script: Script, earlier?: DryJournal) {
    this.document = document
    this.#script = script
    this.journal = earlier?.copy() ?? new DryJournal()
    this.workflow = { id: 'run-1', definition: document as unknown as JsonObject, input: script.input ?? {}, startedAt: {} }
  }

  now(): Date {
    return new Date(this.#clock)
  }

  random(): number {
    return this.#script.random ?? 0.5
  }

  async breathe(): Promise<void> {}

  async gate(signal: AbortSignal): Promise<void> {
    if (signal.aborted) throw new Stopped('ended')
  }

  evaluateSlow(compiled: CompiledExpression, input: Json, variables: Readonly<Record<string, Json>>): Promise<Json[]> {
    return jq.evaluate(compiled, input, variables)
  }

  async secrets(): Promise<JsonObject> {
    return { TOKEN: 's3cret' }
  }

  async effect(request: EffectRequest): Promise<EffectResult> {
    const { place, kind, what, input, idempotencyKey } = request
    const attempt = (this.#attempts.get(place.name) ?? 0) + 1
    this.#attempts.set(place.name, attempt)
    this.calls.push({ name: place.name, kind, what, input, key: idempotencyKey })
    this.#going += 1
    this.most = Math.max(this.most, this.#going)
    try {
      await new Promise((resolve) => setImmediate(resolve))
      if (request.signal.aborted) throw new Stopped('ended')
      return { output: this.#script.answers?.[place.name]?.(request, attempt) ?? (kind === 'emit' ? input : null) }
    } finally {
      this.#going -= 1
    }
  }

  async sleep({ until, signal }: Wait): Promise<void> {
    this.slept.push(until!.getTime() - this.#clock)
    await this.#moment(until!, signal)
    if (signal.aborted) throw new Stopped('ended')
  }

  async alarm(until: Date, signal: AbortSignal): Promise<void> {
    await this.#moment(until, signal)
    if (signal.aborted) await new Promise(() => {})
  }

  async listen({ choose, until, signal }: ListenRequest): Promise<readonly SeenEvent[] | 'timeout'> {
    const taken = this.#taken
    const events = (this.#script.events ?? []).map((content, index): SeenEvent => ({ position: String(index), content }))
    const chosen = await choose(events.filter((event) => !taken.has(event.position)))
    if (chosen) {
      for (const event of chosen) taken.add(event.position)
      return chosen
    }
    if (until === null) throw failure('runtime', 'Nothing that is listened for ever comes.')
    await this.#moment(until, signal)
    return 'timeout'
  }

  readonly #taken = new Set<string>()

  async takePlace(_place: TaskPlace, request: PlaceRequest): Promise<'taken' | 'duplicate'> {
    this.places.push(request)
    return request.deduplicate === 'twice' ? 'duplicate' : 'taken'
  }

  async givePlaceBack(): Promise<void> {
    this.given += 1
  }

  async runWorkflow({ place, workflow, input }: WorkflowRequest): Promise<Json> {
    const known = this.journal.recorded(place.key)
    if (known) return known.output ?? null
    this.calls.push({ name: place.name, kind: 'workflow', what: workflow, input, key: place.key })
    const output = this.#script.answers?.[place.name]?.({ input } as unknown as EffectRequest, 1) ?? null
    await this.journal.record(place, { state: 'done', output })
    return output
  }

  async share(): Promise<null> {
    return null
  }

  async allow(): Promise<void> {}

  async awaitOperation({ answer }: { answer: Json }): Promise<Json> {
    return answer
  }

  /** The clock goes on to the next moment when nothing else does. */
  #moment(until: Date, signal: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      if (signal.aborted) return resolve()
      const timer = { at: until.getTime(), ring: resolve }
      this.#timers.push(timer)
      signal.addEventListener('abort', () => {
        this.#timers = this.#timers.filter((other) => other !== timer)
        resolve()
      })
      this.#tick()
    })
  }

  #tick(): void {
    if (this.#ticking) return
    this.#ticking = true
    setImmediate(() => {
      this.#ticking = false
      if (this.#going > 0) return this.#tick()
      const next = this.#timers.toSorted((left, right) => left.at - right.at)[0]
      if (!next) return
      this.#timers = this.#timers.filter((timer) => timer !== next)
      this.#clock = Math.max(this.#clock, next.at)
      next.ring()
      if (this.#timers.length > 0) this.#tick()
    })
  }
}
