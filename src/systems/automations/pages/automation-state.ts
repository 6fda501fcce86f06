import type { StatusKind } from '#ui/kit/StatusGlyph.tsx'
import type { AutomationRow } from './client.ts'

/** Names that are pages of their own, so that an automation of that name is linked by its id. */
const taken = new Set(['new', 'runs', 'approvals', 'triggers', 'webhooks', 'state', 'queues', 'playground'])

export function automationHref(automation: Pick<AutomationRow, 'id' | 'name'>, tab?: string): string {
  const address = `/automations/${taken.has(automation.name) ? automation.id : automation.name}`
  return tab ? `${address}/${tab}` : address
}

export type RunState = 'open' | 'running' | 'waiting' | 'paused' | 'done' | 'failed' | 'cancelled'

export function runKind(state: string): StatusKind {
  return kinds[state as RunState] ?? 'unknown'
}

/** How an automation stands: off on purpose, never ran, or as its last run ended. */
export function automationKind({ enabled, lastRun }: Pick<AutomationRow, 'enabled' | 'lastRun'>): StatusKind {
  if (!enabled) return 'paused'
  if (lastRun === null) return 'stopped'
  return lastRun.state === 'done' ? 'healthy' : runKind(lastRun.state)
}

export function automationWord({ enabled, lastRun }: Pick<AutomationRow, 'enabled' | 'lastRun'>): 'off' | 'never' | RunState {
  if (!enabled) return 'off'
  return lastRun === null ? 'never' : lastRun.state in kinds ? (lastRun.state as RunState) : 'open'
}

const kinds: Readonly<Record<RunState, StatusKind>> = {
  open: 'running',
  running: 'running',
  waiting: 'asks',
  paused: 'paused',
  done: 'passed',
  failed: 'failing',
  cancelled: 'stopped',
}
