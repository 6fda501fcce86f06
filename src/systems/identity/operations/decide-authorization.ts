import { randomBytes } from 'node:crypto'
import { covers } from '#kernel/actor.ts'
import type { Ctx } from '#kernel/context.ts'
import { Problem } from '#kernel/errors.ts'
import { operation } from '#kernel/operation.ts'
import { withFields } from '../authorization/ask.ts'
import { connectionDays, readRequest, type AuthorizationRow } from '../authorization/read-request.ts'
import { contract } from '../contract.ts'
import { errors } from '../errors.ts'
import { events } from '../events.ts'
import { requireSelf } from '../require-person.ts'
import { hashSecret } from '../token.ts'

export const decideAuthorization = operation(contract.decideAuthorization, async (ctx, input) => {
  const person = await requireSelf(ctx)
  const asked = await readRequest(ctx, input.id)
  const request = { ...asked, permissions: input.permissions ?? asked.permissions }
  const beyond = request.permissions.filter((permission) => !asked.permissions.some((one) => covers(one, permission)))
  if (beyond.length > 0) throw new Problem(errors.beyond_question, `It did not ask for ${beyond.join(', ')}.`)
  const decided = await ctx.query(
    'UPDATE identity.authorization_request SET decision = $2 WHERE id = $1 AND decision IS NULL AND expires_at > now()',
    [request.id, input.approve ? 'approved' : 'refused'],
  )
  if (decided.rowCount !== 1) throw new Problem(errors.authorization_not_found)
  const answer = input.approve ? await connect(ctx, request, person.id) : { error: 'access_denied' }
  if (request.redirect === null) return { redirect: null }
  return { redirect: withFields(request.redirect, { ...answer, state: request.state, iss: ctx.config.publicUrl }) }
})

/** What the program gets is cut down by the person's present rights at every call, as with keys. */
async function connect(ctx: Ctx, request: AuthorizationRow, person: string): Promise<{ code?: string }> {
  const connection = ctx.id()
  await ctx.query(
    `INSERT INTO identity.connection (id, person, client, name, kind, permissions, expires_at)
     VALUES ($1, $2, $3, $4, $5, $6, now() + interval '${connectionDays} days')`,
    [connection, person, request.client, request.name, request.kind, request.permissions],
  )
  await ctx.query('UPDATE identity.authorization_request SET connection = $2 WHERE id = $1', [request.id, connection])
  await ctx.emit(events.connected, { person, connection })
  if (request.kind === 'device') return {}
  const code = randomBytes(32).toString('base64url')
  await ctx.query("UPDATE identity.authorization_request SET secret_hash = $2, expires_at = now() + interval '1 minute' WHERE id = $1", [
    request.id,
    hashSecret(code),
  ])
  return { code }
}
