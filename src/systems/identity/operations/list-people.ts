import { operation } from '#kernel/operation.ts'
import { contract } from '../contract.ts'
import { asMember, memberColumns, type MemberRow } from '../member-row.ts'

export const listPeople = operation(contract.listPeople, async (ctx) => {
  const rows = await ctx.query<MemberRow>(`SELECT ${memberColumns} FROM identity.person p ORDER BY p.created_at`)
  return { items: rows.rows.map(asMember) }
})
