import { operation } from '#kernel/operation.ts'
import { contract } from '../contract.ts'
import { asInvitation, invitationColumns, isOpen, type InvitationRow } from '../invitation-row.ts'

export const listInvitations = operation(contract.listInvitations, async (ctx) => {
  const rows = await ctx.query<InvitationRow>(
    `SELECT ${invitationColumns} FROM identity.invitation WHERE ${isOpen} ORDER BY created_at DESC`,
  )
  return { items: rows.rows.map(asInvitation) }
})
