import { useQueryField } from '#ui/app/navigation.ts'
import type { AuditFilter } from './audit-filter.ts'

export interface AuditFilterState {
  readonly filter: AuditFilter
  readonly set: { readonly [K in keyof AuditFilter]: (value: string) => void }
}

/** The filter stands in the address, so that a view can be linked. */
export function useAuditFilter(): AuditFilterState {
  const [person, setPerson] = useQueryField('person')
  const [operation, setOperation] = useQueryField('operation')
  const [outcome, setOutcome] = useQueryField('outcome')
  const [project, setProject] = useQueryField('project')
  const [from, setFrom] = useQueryField('from')
  const [to, setTo] = useQueryField('to')
  return {
    filter: { person, operation, outcome, project, from, to },
    set: { person: setPerson, operation: setOperation, outcome: setOutcome, project: setProject, from: setFrom, to: setTo },
  }
}
