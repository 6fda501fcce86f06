import type { z } from 'zod'
import type { Ctx } from '#kernel/context.ts'
import { kernelErrors, Problem } from '#kernel/errors.ts'
import type { profile } from './shapes.ts'

export const profileColumns = `id, name, email, role, time_zone, locale, created_at,
  (SELECT c.email FROM identity.ceremony c WHERE c.person = identity.person.id AND c.purpose = 'email-change' AND c.expires_at > now()) AS new_email`

export interface ProfileRow {
  id: string
  name: string
  email: string
  new_email: string | null
  role: string
  time_zone: string | null
  locale: string | null
  created_at: Date
}

export function asProfile(row: ProfileRow): z.output<typeof profile> {
  return {
    id: row.id,
    name: row.name,
    email: row.email,
    newEmail: row.new_email,
    role: row.role,
    timeZone: row.time_zone,
    locale: row.locale,
    createdAt: row.created_at.toISOString(),
  }
}

/** The account of whoever calls, in person or by a key; there is none for the program itself. */
export async function readProfile(ctx: Ctx): Promise<ProfileRow> {
  const found = await ctx.query<ProfileRow>(`SELECT ${profileColumns} FROM identity.person WHERE id = $1`, [ctx.actor.person])
  if (!found.rows[0]) throw new Problem(kernelErrors.not_signed_in)
  return found.rows[0]
}
