import type { Query } from '../database.ts'
import { canonicalJson } from '../executor/canonical-json.ts'
import { StepError, type Workflow, type WorkflowDefinition } from '../workflow.ts'
import { stepNames } from './step-names.ts'

/** A finished run with its history, as JSON; kept, it proves later versions able to take up old runs. */
export interface RecordedRun {
  readonly id: string
  readonly workflow: string
  readonly project: string | null
  readonly input: unknown
  readonly output: unknown
  readonly startedAt: string
  readonly history: readonly RecordedCall[]
}

export interface RecordedCall {
  readonly place: number
  readonly name: string
  readonly output: unknown
  readonly error: { readonly message: string; readonly step: string; readonly code: string | null; readonly place: number } | null
}

/** Reads a run that is done; throws when it is not. */
export async function readRecordedRun(query: Query, run: string): Promise<RecordedRun> {
  const found = await query<{ workflow: string; project: string | null; input: unknown; output: unknown; started_at: Date }>(
    `SELECT workflow, project, input, output, started_at FROM kernel.run WHERE id = $1 AND state = 'done'`,
    [run],
  )
  const row = found.rows[0]
  if (!row) throw new Error(`There is no run ${run} that is done.`)
  const calls = await query<{ place: number; name: string; output: string | null; error: string | null }>(
    'SELECT function_id AS place, function_name AS name, output, error FROM dbos.operation_outputs WHERE workflow_uuid = $1 ORDER BY function_id',
    [run],
  )
  const history = calls.rows.map((call) => ({ ...call, output: parse(call.output), error: parse(call.error) as RecordedCall['error'] }))
  return {
    id: run,
    workflow: row.workflow,
    project: row.project,
    input: row.input,
    output: row.output,
    startedAt: row.started_at.toISOString(),
    history,
  }
}

/**
 * Runs the workflow's code against a recorded history, twice in this process. Answers what it did differently, in
 * sentences; nothing when code and history agree. No step's body runs.
 */
export async function findReplayDifferences(definition: WorkflowDefinition, recorded: RecordedRun): Promise<string[]> {
  const first = await replayOnce(definition, recorded)
  const second = await replayOnce(definition, recorded)
  return [...first, ...second.filter((sentence) => !first.includes(sentence)).map((sentence) => `The second time: ${sentence}`)]
}

async function replayOnce(definition: WorkflowDefinition, recorded: RecordedRun): Promise<string[]> {
  const differences: string[] = []
  const replayed = new ReplayedHistory(recorded.history)
  const ended = definition.run(replayPort(recorded, replayed), definition.input.parse(recorded.input)).then(
    (output) => {
      if (canonicalJson(output ?? null) !== canonicalJson(recorded.output ?? null))
        differences.push(`It answered ${canonicalJson(output ?? null)}, and ${canonicalJson(recorded.output ?? null)} before.`)
    },
    (error: Error) => void differences.push(`It failed, and did not before: ${error.message}`),
  )
  await Promise.race([ended, replayed.strayed.then((sentence) => void differences.push(sentence))])
  const left = replayed.left
  if (differences.length === 0 && left.length > 0) differences.push(`It did not ask for ${left.map((name) => `"${name}"`).join(', ')}.`)
  return differences
}

function replayPort(recorded: RecordedRun, history: ReplayedHistory): Workflow {
  const names = stepNames()
  return {
    run: recorded.id,
    project: recorded.project,
    startedAt: new Date(recorded.startedAt),
    step: (name) => history.next(names.step(name)),
    all: async (steps) => {
      const ended = await Promise.allSettled(steps.map(([name]) => history.next(names.step(name))))
      const failed = ended.find((end) => end.status === 'rejected')
      if (failed) throw failed.reason
      return ended.map((end) => (end as PromiseFulfilledResult<never>).value)
    },
    child: (workflow) => history.next(names.child(workflow.name)),
    awaitRun: (run) => history.next(names.awaited(run)),
    sleep: () => history.next(names.sleep()),
    receive: (topic) => history.receive(topic),
    progress: async () => {},
  }
}

/** Hands out the recorded results in order, as long as the code asks for what it asked for before. */
class ReplayedHistory {
  readonly strayed: Promise<string>
  readonly #calls: Map<number, RecordedCall>
  #stray: (sentence: string) => void = () => {}
  #place = 0

  constructor(calls: readonly RecordedCall[]) {
    this.#calls = new Map(calls.map((call) => [call.place, call]))
    this.strayed = new Promise((resolve) => (this.#stray = resolve))
  }

  get left(): string[] {
    return [...this.#calls.values()].map((call) => call.name)
  }

  next(name: string): Promise<never> {
    const call = this.#take()
    if (call?.name !== name) {
      this.#stray(`It asked for "${name}" at place ${this.#place - 1}, where the history has ${call ? `"${call.name}"` : 'nothing'}.`)
      return new Promise(() => {})
    }
    return call.error ? Promise.reject(new StepError(call.error)) : Promise.resolve(call.output as never)
  }

  /** A receive takes two places: its message and the end of its patience. */
  receive(topic: string): Promise<never> {
    const message = this.#take()
    this.#take()
    if (message?.name === 'DBOS.recv') return Promise.resolve(message.output as never)
    this.#stray(`It waited for "${topic}", where the history has ${message ? `"${message.name}"` : 'nothing'}.`)
    return new Promise(() => {})
  }

  #take(): RecordedCall | undefined {
    const call = this.#calls.get(this.#place)
    this.#calls.delete(this.#place)
    this.#place += 1
    return call
  }
}

function parse(text: string | null): unknown {
  return text === null ? null : JSON.parse(text)
}
