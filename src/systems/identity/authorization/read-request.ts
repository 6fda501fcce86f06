import type { Ctx } from '#kernel/context.ts'
import { Problem } from '#kernel/errors.ts'
import { isId } from '#kernel/ids.ts'
import { errors } from '../errors.ts'

/** Longest a program stays connected without the person being asked anew. */
export const connectionDays = 90

export interface AuthorizationRow {
  id: string
  kind: 'code' | 'device'
  client: string
  name: string
  permissions: string[]
  redirect: string | null
  state: string | null
  address: string | null
  created_at: Date
  expires_at: Date
}

/** A request that waits for an answer, by its id or, for devices, by the code a person typed. */
export async function readRequest(ctx: Ctx, idOrCode: string): Promise<AuthorizationRow> {
  const letters = idOrCode.toUpperCase().replace(/[^A-Z]/g, '')
  const [column, value] = isId(idOrCode) ? ['id', idOrCode] : ['user_code', `${letters.slice(0, 4)}-${letters.slice(4)}`]
  const found = await ctx.query<AuthorizationRow>(
    `SELECT id, kind, client, name, permissions, redirect, state, address, created_at, expires_at FROM identity.authorization_request
     WHERE ${column} = $1 AND decision IS NULL AND expires_at > now()`,
    [value],
  )
  if (!found.rows[0]) throw new Problem(errors.authorization_not_found)
  return found.rows[0]
}
