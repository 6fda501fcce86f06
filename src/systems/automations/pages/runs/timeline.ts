import type { RunTask } from '../client.ts'

/** One line of the timeline: a step with all its tasks, or one task. */
export interface TimelineRow {
  readonly id: string
  readonly label: string
  /** The task that is opened with the line. */
  readonly key: string
  readonly state: RunTask['state']
  readonly attempts: number
  readonly error: string | null
  readonly bars: readonly Bar[]
  /** What models cost; null: none was asked. */
  readonly cost: RunTask['cost']
}

export interface Bar {
  readonly from: number
  readonly to: number
  /** Waiting is hatched: nothing was computed. */
  readonly waiting: boolean
  readonly open: boolean
}

/** Tasks that only wait, whatever they ended as. */
const waits = new Set(['wait', 'listen'])

/** Lines in the order they began. By steps, what the compiler put around them is left out. */
export function timelineRows(tasks: readonly RunTask[], now: number, bySteps: boolean): TimelineRow[] {
  const begun = tasks.filter(({ startedAt }) => startedAt !== null)
  const groups = bySteps ? Map.groupBy(begun, ({ step, key }) => step ?? key) : Map.groupBy(begun, ({ key }) => key)
  return [...groups.entries()]
    .filter(([, group]) => !bySteps || group[0]!.step !== null || begun.every(({ step }) => step === null))
    .map(([id, group]) => rowOf(id, group, now, bySteps))
    .sort((a, b) => a.bars[0]!.from - b.bars[0]!.from)
}

function rowOf(id: string, tasks: readonly RunTask[], now: number, bySteps: boolean): TimelineRow {
  const worst = tasks.find(({ state }) => state === 'failed' || state === 'waiting' || state === 'running') ?? tasks.at(-1)!
  const main = tasks.find(({ name }) => name === id) ?? worst
  return {
    id,
    label: bySteps ? id : worst.name || id,
    key: (main.error ? main : worst).key,
    state: stateOf(tasks),
    attempts: Math.max(...tasks.map(({ attempts }) => attempts)),
    error: worst.error?.detail ?? worst.error?.title ?? null,
    cost: costOf(tasks),
    bars: innermost(tasks).map((task) => barOf(task, now)),
  }
}

function costOf(tasks: readonly RunTask[]): RunTask['cost'] {
  const known = tasks.flatMap(({ cost }) => (cost ? [cost] : []))
  if (known.length === 0) return null
  const sums = known.flatMap(({ micros }) => (micros === null ? [] : [micros]))
  return {
    micros: sums.length === 0 ? null : sums.reduce((sum, micros) => sum + micros, 0),
    unknown: known.reduce((count, { unknown }) => count + unknown, 0),
  }
}

/** Of tasks that lie in each other, those that do the work: the outer ones only last as long. */
function innermost(tasks: readonly RunTask[]): RunTask[] {
  const found = tasks.filter((task) => !tasks.some((other) => other !== task && other.key.startsWith(`${task.key}/`)))
  return found.toSorted((a, b) => Date.parse(a.startedAt!) - Date.parse(b.startedAt!))
}

function barOf({ startedAt, endedAt, kind, state }: RunTask, now: number): Bar {
  const from = Date.parse(startedAt!)
  return {
    from,
    to: Math.max(from, endedAt ? Date.parse(endedAt) : now),
    waiting: state === 'waiting' || waits.has(kind),
    open: endedAt === null,
  }
}

function stateOf(tasks: readonly RunTask[]): RunTask['state'] {
  const order = ['failed', 'waiting', 'running', 'cancelled', 'done', 'skipped'] as const
  return order.find((state) => tasks.some((task) => task.state === state)) ?? 'done'
}

export interface Scale {
  readonly from: number
  readonly to: number
}

/** From the start to the end of all lines, with room for the words behind the last one. */
export function timelineScale(rows: readonly TimelineRow[], start: number, now: number | null): Scale {
  const ends = rows.flatMap(({ bars }) => bars.map(({ to }) => to))
  const last = Math.max(start + 1000, now ?? 0, ...ends)
  return { from: start, to: last + (last - start) * 0.35 }
}

/** Round moments of the axis, about so many. */
export function timelineTicks({ from, to }: Scale, wanted = 5): number[] {
  const step = steps.find((one) => (to - from) / one <= wanted) ?? steps.at(-1)!
  const ticks: number[] = []
  for (let at = from; at < to; at += step) ticks.push(at)
  return ticks.slice(0, 50)
}

const second = 1000
const steps = [
  0.1, 0.2, 0.5, 1, 2, 5, 10, 30, 60, 120, 300, 900, 1800, 3600, 7200, 21_600, 43_200, 86_400, 172_800, 604_800, 2_592_000,
].map((one) => one * second)

export function shareOf(at: number, { from, to }: Scale): number {
  return Math.min(1, Math.max(0, (at - from) / (to - from)))
}
