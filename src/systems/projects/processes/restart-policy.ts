import type { ExitStatus, RestartPolicy } from './owned.ts'

export interface EndedRun {
  readonly exit: ExitStatus
  /** Milliseconds it ran. */
  readonly ranForMs: number
  /** Restarts since a run last settled. */
  readonly restartsInARow: number
}

export type RestartDecision =
  | { readonly restart: true; readonly delayMs: number; readonly restartsInARow: number }
  | { readonly restart: false; readonly gaveUp: boolean }

/** Whether and when a command that ended by itself is started again. An end nobody saw counts as a failure. */
export function decideRestart(policy: RestartPolicy | undefined, ended: EndedRun): RestartDecision {
  const { mode, initialDelayMs, maxDelayMs, restartsInARow, settledAfterMs } = { ...DEFAULTS, ...policy }
  if (mode === 'never' || (mode === 'on-failure' && ended.exit.code === 0)) return { restart: false, gaveUp: false }
  const inARow = ended.ranForMs >= settledAfterMs ? 0 : ended.restartsInARow
  if (inARow >= restartsInARow) return { restart: false, gaveUp: true }
  return { restart: true, delayMs: Math.min(maxDelayMs, initialDelayMs * 2 ** inARow), restartsInARow: inARow + 1 }
}

const DEFAULTS: Required<RestartPolicy> = {
  mode: 'never',
  initialDelayMs: 1_000,
  maxDelayMs: 60_000,
  restartsInARow: 10,
  settledAfterMs: 60_000,
}
