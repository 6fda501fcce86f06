import type { OutputOf } from '#kernel/contract.ts'
import type { contract } from '#kernel/runs/contract.ts'
import type { StatusKind } from '../kit/StatusGlyph.tsx'

/** Long work: a scan, a backup, a deployment. */
export type Run = OutputOf<typeof contract.get>

export function isOver(run: Pick<Run, 'state'>): boolean {
  return run.state === 'done' || run.state === 'failed' || run.state === 'cancelled'
}

export function runStatus(state: Run['state']): StatusKind {
  return statuses[state]
}

/** From 0 to 1, or null while nobody knows how much there is. */
export function shareDone(run: Pick<Run, 'progress'>): number | null {
  const { done = 0, total = null } = run.progress
  return total ? Math.min(1, Math.max(0, done / total)) : null
}

/**
 * Milliseconds left at the speed so far, or null when it would be a guess: before a twentieth is done, or without a
 * total.
 */
export function timeLeft(run: Pick<Run, 'progress' | 'startedAt'>, now: number): number | null {
  const share = shareDone(run)
  if (share === null || share < 0.05 || run.startedAt === null) return null
  const spent = now - Date.parse(run.startedAt)
  return Math.max(0, (spent * (1 - share)) / share)
}

/** Milliseconds from its start to its end, or null while it goes on or when it never started. */
export function timeTaken(run: Pick<Run, 'startedAt' | 'endedAt'>): number | null {
  return run.startedAt && run.endedAt ? Date.parse(run.endedAt) - Date.parse(run.startedAt) : null
}

/** What to say under its title: why it failed, why it waits, or what it does. */
export function runSentence(run: Pick<Run, 'error' | 'reason' | 'progress'>): string {
  return run.error ?? run.reason ?? run.progress.message ?? run.progress.step ?? ''
}

const statuses: Record<Run['state'], StatusKind> = {
  waiting: 'paused',
  running: 'running',
  done: 'passed',
  failed: 'failing',
  cancelled: 'stopped',
}
