import type { StatusKind } from '../kit/StatusGlyph.tsx'

/** Long work as `runs.get` and `runs.list` give it; see the kernel's runs. */
export interface Run {
  readonly id: string
  readonly title: string
  readonly state: 'waiting' | 'running' | 'done' | 'failed' | 'cancelled'
  readonly project: string | null
  readonly progress: RunProgress | null
  readonly startedAt: string
  readonly finishedAt: string | null
  readonly error: string | null
}

export interface RunProgress {
  readonly done: number
  readonly total: number | null
  readonly unit: string
  readonly step: string
  readonly message: string
}

export function isOver(run: Pick<Run, 'state'>): boolean {
  return run.state === 'done' || run.state === 'failed' || run.state === 'cancelled'
}

export function runStatus(state: Run['state']): StatusKind {
  return statuses[state]
}

/** From 0 to 1, or null while nobody knows how much there is. */
export function shareDone(run: Pick<Run, 'progress'>): number | null {
  const { done = 0, total = null } = run.progress ?? {}
  return total ? Math.min(1, Math.max(0, done / total)) : null
}

/**
 * Milliseconds left at the speed so far, or null when it would be a guess: before a twentieth is done, or without a
 * total.
 */
export function timeLeft(run: Pick<Run, 'progress' | 'startedAt'>, now: number): number | null {
  const share = shareDone(run)
  if (share === null || share < 0.05) return null
  const spent = now - Date.parse(run.startedAt)
  return Math.max(0, (spent * (1 - share)) / share)
}

const statuses: Record<Run['state'], StatusKind> = {
  waiting: 'paused',
  running: 'running',
  done: 'passed',
  failed: 'failing',
  cancelled: 'stopped',
}
