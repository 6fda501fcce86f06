import type { z } from 'zod'
import type { invitation } from './shapes.ts'

export const invitationColumns = 'id, email, role, created_at, expires_at'

/** The condition of an invitation that can be accepted. */
export const isOpen = 'accepted_at IS NULL AND revoked_at IS NULL AND expires_at > now()'

export interface InvitationRow {
  id: string
  email: string
  role: string
  created_at: Date
  expires_at: Date
}

export function asInvitation(row: InvitationRow): z.output<typeof invitation> {
  return {
    id: row.id,
    email: row.email,
    role: row.role,
    createdAt: row.created_at.toISOString(),
    expiresAt: row.expires_at.toISOString(),
  }
}
