export interface SettingRow {
  name: string
  value: unknown
  version: number
  updated_by: string
  updated_at: Date
}

export function asSetting(row: SettingRow) {
  return { name: row.name, value: row.value, version: row.version, updatedBy: row.updated_by, updatedAt: row.updated_at.toISOString() }
}

export interface SecretRow {
  name: string
  hint: string
  updated_by: string
  updated_at: Date
}

export function asSecret(row: SecretRow) {
  return { name: row.name, hint: row.hint, updatedBy: row.updated_by, updatedAt: row.updated_at.toISOString() }
}
