export interface GrantRow {
  name: string
  secret: string
  steps: string[] | null
  granted_by: string
  granted_at: Date
}

export function asGrant({ name, secret, steps, granted_by, granted_at }: GrantRow) {
  return { name, secret, steps, grantedBy: granted_by, grantedAt: granted_at.toISOString() }
}
