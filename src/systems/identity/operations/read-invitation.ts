import { Problem } from '#kernel/errors.ts'
import { operation } from '#kernel/operation.ts'
import { contract } from '../contract.ts'
import { knockToAsk } from '../door.ts'
import { errors } from '../errors.ts'
import { isOpen } from '../invitation-row.ts'
import { hashSecret } from '../token.ts'

interface Row {
  email: string
  role: string
  projects: unknown[]
  invited_by: string | null
  expires_at: Date
}

/** So that whoever opens the link sees whom it is for before they choose a password. */
export const readInvitation = operation(contract.readInvitation, async (ctx, input) => {
  await knockToAsk(ctx)
  const found = await ctx.query<Row>(
    `SELECT i.email, r.name AS role, i.projects, p.name AS invited_by, i.expires_at FROM identity.invitation i
     JOIN identity.role r ON r.id = i.role LEFT JOIN identity.person p ON p.id = i.invited_by WHERE i.token_hash = $1 AND ${isOpen}`,
    [hashSecret(input.token)],
  )
  const row = found.rows[0]
  if (!row) throw new Problem(errors.wrong_invitation)
  return {
    email: row.email,
    role: row.role,
    projects: row.projects.length,
    invitedBy: row.invited_by,
    expiresAt: row.expires_at.toISOString(),
  }
})
