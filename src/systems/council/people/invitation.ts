import { createHash, randomBytes } from 'node:crypto'
import type { Ctx } from '#kernel/context.ts'
import { Problem } from '#kernel/errors.ts'
import { errors } from '../errors.ts'

export interface InvitationRow {
  id: string
  question: string
  name: string
  share_evidence: boolean
  created_at: Date
  expires_at: Date
  used_at: Date | null
  revoked_at: Date | null
}

export function newToken(): { token: string; hash: Buffer } {
  const token = randomBytes(32).toString('base64url')
  return { token, hash: hashToken(token) }
}

/** Whether somebody of this name has a link that counts: with two, one person would be two voices. */
export async function isInvited(ctx: Pick<Ctx, 'query'>, question: string, name: string): Promise<boolean> {
  const found = await ctx.query(
    'SELECT FROM council.invitation WHERE question = $1 AND lower(trim(name)) = lower(trim($2)) AND revoked_at IS NULL LIMIT 1',
    [question, name],
  )
  return found.rowCount === 1
}

/** The open invitation of a token; one problem for every reason why there is none. */
export async function findInvitation(ctx: Pick<Ctx, 'query'>, token: string): Promise<InvitationRow> {
  const rows = await ctx.query<InvitationRow>(
    `SELECT id, question, name, share_evidence, created_at, expires_at, used_at, revoked_at FROM council.invitation
     WHERE token_hash = $1 AND used_at IS NULL AND revoked_at IS NULL AND expires_at > now()`,
    [hashToken(token)],
  )
  const row = rows.rows[0]
  if (!row) throw new Problem(errors.wrong_invitation)
  return row
}

/** Uses the token up: of two at the same moment one gets the row, the other nothing. */
export async function useInvitation(ctx: Pick<Ctx, 'query'>, id: string): Promise<void> {
  const used = await ctx.query('UPDATE council.invitation SET used_at = now() WHERE id = $1 AND used_at IS NULL AND revoked_at IS NULL', [
    id,
  ])
  if (used.rowCount !== 1) throw new Problem(errors.wrong_invitation)
}

/**
 * A guest is the same voter under the same name, so that the council can learn about them; a second one of that name in
 * one vote is somebody else.
 */
export async function guestId(ctx: Pick<Ctx, 'query'>, { question, name }: InvitationRow): Promise<string> {
  const id = `guest:${name.trim().toLowerCase()}`
  const same = await ctx.query<{ count: number }>(
    `SELECT count(*)::integer AS count FROM council.seat WHERE question = $1 AND (voter = $2 OR starts_with(voter, $2 || '#'))`,
    [question, id],
  )
  const count = same.rows[0]!.count
  return count === 0 ? id : `${id}#${count + 1}`
}

export async function listInvitations(ctx: Pick<Ctx, 'query'>, question: string): Promise<InvitationRow[]> {
  const rows = await ctx.query<InvitationRow>(
    `SELECT id, question, name, share_evidence, created_at, expires_at, used_at, revoked_at FROM council.invitation
     WHERE question = $1 ORDER BY created_at, id`,
    [question],
  )
  return rows.rows
}

export function stateOf(row: InvitationRow, now: Date): 'open' | 'used' | 'revoked' | 'expired' {
  if (row.used_at) return 'used'
  if (row.revoked_at) return 'revoked'
  return row.expires_at > now ? 'open' : 'expired'
}

function hashToken(token: string): Buffer {
  return createHash('sha256').update(token).digest()
}
