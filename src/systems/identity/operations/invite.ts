import { randomBytes } from 'node:crypto'
import { Problem } from '#kernel/errors.ts'
import { operation } from '#kernel/operation.ts'
import { contract } from '../contract.ts'
import { errors } from '../errors.ts'
import { events } from '../events.ts'
import { asInvitation, invitationColumns, type InvitationRow } from '../invitation-row.ts'
import { requireMayGive } from '../read-access.ts'
import { hashSecret } from '../token.ts'

const openDays = 7

export const invite = operation(contract.invite, async (ctx, input) => {
  await requireMayGive(ctx, input.role, input.projects)
  await ctx.query(
    'UPDATE identity.invitation SET revoked_at = now() WHERE lower(email) = lower($1) AND accepted_at IS NULL AND expires_at < now()',
    [input.email],
  )
  const token = randomBytes(32).toString('base64url')
  const id = ctx.id()
  const made = await ctx.query<InvitationRow>(
    `INSERT INTO identity.invitation (id, email, role, projects, token_hash, invited_by, expires_at)
     SELECT $1, $2, $3, $4, $5, $6, now() + interval '${openDays} days'
     WHERE NOT EXISTS (SELECT 1 FROM identity.person WHERE lower(email) = lower($2))
     ON CONFLICT DO NOTHING RETURNING ${invitationColumns}`,
    [id, input.email, input.role, JSON.stringify(input.projects), hashSecret(token), ctx.actor.person],
  )
  const row = made.rows[0]
  if (!row) throw new Problem(errors.already_member)
  await ctx.emit(events.invited, { invitation: id })
  return { invitation: asInvitation(row), link: `${ctx.config.publicUrl}/invitation#token=${token}` }
})
