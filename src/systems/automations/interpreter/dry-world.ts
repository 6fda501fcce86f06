import type { CompiledExpression } from '../expressions/compile-expression.ts'
import type { Json, JsonObject } from '../expressions/json.ts'
import type { WorkflowDocument } from '../language/model/document.ts'
import { failure } from './failure.ts'
import type {
  EffectRequest,
  EffectResult,
  Journal,
  ListenRequest,
  Note,
  Outcome,
  SeenEvent,
  TaskPlace,
  WorkflowRequest,
  World,
} from './world.ts'

/** An effect that a run would have. */
export interface Foreseen {
  readonly step: string | null
  readonly task: string
  readonly kind: string
  readonly what: string
  readonly input: Json
}

export interface DryOptions {
  readonly document: WorkflowDocument
  readonly workflow: JsonObject
  readonly recorded?: ReadonlyMap<string, Outcome>
  /** What steps are taken to answer, by their id. */
  readonly answers?: Readonly<Record<string, Json>>
  /** The first effect that was not recorded fails: what would happen then is what is asked. */
  readonly failNext?: boolean
  readonly now: Date
  readonly evaluateSlow: World['evaluateSlow']
}

const approved = 'optimus.approval.resolved.v1'

/** The walk came to something that only the world could answer. */
export class Unanswered extends Error {}

/** A world in which nothing happens: effects are noted and answered as told, waits are over at once. */
export class DryWorld implements World {
  readonly document: WorkflowDocument
  readonly workflow: JsonObject
  readonly runtime: JsonObject = { name: 'optimus', version: 'dry', metadata: {} }
  readonly overrides = {}
  readonly journal: DryJournal
  readonly signal = new AbortController().signal
  readonly calls: Foreseen[] = []
  readonly notes = new Set<string>()
  readonly #options: DryOptions
  #failed = false

  constructor(options: DryOptions) {
    this.#options = options
    this.document = options.document
    this.workflow = options.workflow
    this.journal = new DryJournal(options.recorded)
  }

  now(): Date {
    return this.#options.now
  }

  random(): number {
    return 0.5
  }

  async breathe(): Promise<void> {}

  async gate(): Promise<void> {}

  evaluateSlow(compiled: CompiledExpression, input: Json, variables: Readonly<Record<string, Json>>): Promise<Json[]> {
    return this.#options.evaluateSlow(compiled, input, variables)
  }

  async secrets(): Promise<JsonObject> {
    return {}
  }

  async effect({ kind, what, place, input }: EffectRequest): Promise<EffectResult> {
    return { output: this.#answer(place, { kind, what, input }) }
  }

  async sleep(): Promise<void> {}

  alarm(): Promise<void> {
    return new Promise(() => {})
  }

  async listen({ place, types, choose }: ListenRequest): Promise<readonly SeenEvent[] | 'timeout'> {
    const isApproval = types?.includes(approved) ?? false
    const given = isApproval ? { decision: 'approved' } : this.#options.answers?.[place.step ?? '']
    if (given === undefined) throw new Unanswered(`It would wait for an event at "${place.step ?? place.name}".`)
    if (isApproval) this.notes.add(`The approval of "${place.step}" is taken to be given.`)
    const content: JsonObject = {
      type: types?.[0] ?? 'unknown',
      subject: `${String(this.workflow['id'])}/${place.step}`,
      data: given,
    }
    const chosen = await choose([{ position: '0', content }])
    return chosen ?? [{ position: '0', content }]
  }

  async takePlace(): Promise<'taken'> {
    return 'taken'
  }

  async givePlaceBack(): Promise<void> {}

  async runWorkflow({ place, workflow, input }: WorkflowRequest): Promise<Json> {
    const known = this.journal.recorded(place.key)
    return known ? (known.output ?? null) : this.#answer(place, { kind: 'workflow', what: workflow, input })
  }

  async share(): Promise<null> {
    return null
  }

  async allow(): Promise<void> {}

  async awaitOperation({ answer }: { answer: Json }): Promise<Json> {
    return answer
  }

  #answer(place: TaskPlace, call: Pick<Foreseen, 'kind' | 'what' | 'input'>): Json {
    if (this.#options.failNext && !this.#failed) {
      this.#failed = true
      throw failure('runtime', 'What if it fails here?')
    }
    this.calls.push({ step: place.step, task: place.key, ...call })
    const given = this.#options.answers?.[place.step ?? '']
    if (given === undefined) this.notes.add(`What "${place.step ?? place.name}" answers is not known; it is taken to be nothing.`)
    return given ?? null
  }
}

/** A journal that lasts as long as the walk. */
export class DryJournal implements Journal {
  readonly #outcomes: Map<string, Outcome>
  readonly #wakes: Map<string, Date>
  readonly noted: Note[] = []

  constructor(recorded: ReadonlyMap<string, Outcome> = new Map(), wakes: ReadonlyMap<string, Date> = new Map()) {
    this.#outcomes = new Map(recorded)
    this.#wakes = new Map(wakes)
  }

  recorded(key: string): Outcome | null {
    return this.#outcomes.get(key) ?? null
  }

  beganAt(): Date | null {
    return null
  }

  wakeAt(key: string): Date | null {
    return this.#wakes.get(key) ?? null
  }

  childRun(): string | null {
    return null
  }

  note(note: Note): void {
    this.noted.push(note)
  }

  get outcomes(): ReadonlyMap<string, Outcome> {
    return this.#outcomes
  }

  /** What another walk finds that goes on from here. */
  copy(): DryJournal {
    return new DryJournal(this.#outcomes, this.#wakes)
  }

  async record(place: TaskPlace, outcome: Outcome): Promise<Outcome> {
    this.#outcomes.set(place.key, outcome)
    return outcome
  }

  async recordWait(place: TaskPlace, { wakeAt }: { wakeAt?: Date }): Promise<void> {
    if (wakeAt) this.#wakes.set(place.key, wakeAt)
  }
}
