import type { Step } from '#kernel/workflow.ts'
import type { StoredJournal } from './journal.ts'
import type { RunLog } from './run-log.ts'
import type { ClaimedRun } from './run-row.ts'
import type { Secrets } from './secrets.ts'
import type { Waiting } from './waiting.ts'

/** What the world of one execution is made of. */
export interface RunParts {
  readonly step: Step
  readonly run: ClaimedRun
  readonly journal: StoredJournal
  readonly waiting: Waiting
  readonly secrets: Secrets
  readonly log: RunLog
  readonly signal: AbortSignal
  readonly isPaused: () => boolean
}
