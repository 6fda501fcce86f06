export interface AuditFilter {
  readonly person: string
  readonly operation: string
  readonly outcome: string
  readonly project: string
  /** As `datetime-local` has it: 2026-11-30T14:30, on the clock of this browser. */
  readonly from: string
  readonly to: string
}

export const noFilter: AuditFilter = { person: '', operation: '', outcome: '', project: '', from: '', to: '' }

type Outcome = 'done' | 'refused' | 'failed'

/** The input of the list; what was left empty, or is no moment, is left out. */
export function listInput(filter: AuditFilter) {
  const [since, until] = [momentOf(filter.from), momentOf(filter.to)]
  return {
    limit: 100,
    ...(filter.person ? { person: filter.person } : {}),
    ...(filter.operation.trim() ? { operation: filter.operation.trim() } : {}),
    ...(filter.outcome ? { outcome: filter.outcome as Outcome } : {}),
    ...(filter.project ? { project: filter.project } : {}),
    ...(since ? { since } : {}),
    ...(until ? { until } : {}),
  }
}

export function isFiltered(filter: AuditFilter): boolean {
  return Object.values(filter).some((value) => value !== '')
}

/** A moment for a `datetime-local` field: its minute, on the clock of this browser. */
export function localMinute(moment: number): string {
  const date = new Date(moment)
  return new Date(moment - date.getTimezoneOffset() * 60_000).toISOString().slice(0, 16)
}

function momentOf(local: string): string | null {
  const moment = Date.parse(local)
  return Number.isNaN(moment) ? null : new Date(moment).toISOString()
}
