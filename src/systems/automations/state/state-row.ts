import type { StateValue } from '../contracts/state.ts'

export interface StateRow {
  scope: string
  key: string
  value: StateValue['value']
  version: string
  expires_at: Date | null
  updated_by: string
  updated_at: Date
}

export const stateColumns = 'scope, key, value, version, expires_at, updated_by, updated_at'

export function asStateValue(row: StateRow): StateValue {
  return {
    scope: row.scope,
    key: row.key,
    value: row.value,
    version: Number(row.version),
    expiresAt: row.expires_at?.toISOString() ?? null,
    updatedBy: row.updated_by,
    updatedAt: row.updated_at.toISOString(),
  }
}
