import type { StatusKind } from '#ui/kit/StatusGlyph.tsx'
import type { Run, RunRow, RunTask } from '../client.ts'

export function isOver({ state }: Pick<RunRow, 'state'>): boolean {
  return state === 'done' || state === 'failed' || state === 'cancelled'
}

export function taskKind(state: RunTask['state']): StatusKind {
  return kinds[state]
}

export function runHref(run: { readonly id: string }): string {
  return `/automations/runs/${run.id}`
}

/** How the steps of a run stand, for the canvas: the worst of each step's tasks. */
export function progressOf(run: Run): ReadonlyMap<string, StatusKind> {
  const order: readonly RunTask['state'][] = ['failed', 'waiting', 'running', 'cancelled', 'done', 'skipped']
  const groups = Map.groupBy(
    run.items.filter(({ startedAt, step }) => startedAt !== null && step !== null),
    ({ step }) => step!,
  )
  return new Map(
    [...groups].map(([step, tasks]) => [step, kinds[order.find((state) => tasks.some((task) => task.state === state)) ?? 'done']]),
  )
}

const kinds: Readonly<Record<RunTask['state'], StatusKind>> = {
  running: 'running',
  waiting: 'asks',
  done: 'passed',
  failed: 'failing',
  cancelled: 'stopped',
  skipped: 'stopped',
}
