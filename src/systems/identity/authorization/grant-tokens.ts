import { createHash, randomBytes } from 'node:crypto'
import type { Ctx } from '#kernel/context.ts'
import { events } from '../events.ts'
import { hashSecret } from '../token.ts'
import { accessSeconds, signAccessToken } from './access-token.ts'
import { pollSeconds } from './ask.ts'
import { OAuthError, required } from './oauth-error.ts'

type Fields = ReadonlyMap<string, string>

interface Connection {
  id: string
  person: string
  client: string
  permissions: string[]
}

interface Request {
  id: string
  client: string
  redirect: string | null
  code_challenge: string | null
  decision: 'approved' | 'refused' | null
  connection: string | null
  used: boolean
  expired: boolean
  too_soon: boolean
}

const requestColumns = `id, client, redirect, code_challenge, decision, connection, used_at IS NOT NULL AS used, expires_at < now() AS expired,
  coalesce(polled_at > now() - interval '${pollSeconds - 1} seconds', false) AS too_soon`

/** The token endpoint. A secret that is shown a second time was stolen: the connection it led to ends. */
export async function grantTokens(ctx: Ctx, fields: Fields): Promise<Record<string, unknown>> {
  switch (required(fields, 'grant_type')) {
    case 'authorization_code':
      return tokensFor(ctx, await useCode(ctx, fields))
    case 'urn:ietf:params:oauth:grant-type:device_code':
      return tokensFor(ctx, await useDevice(ctx, fields))
    case 'refresh_token':
      return tokensFor(ctx, await useRefresh(ctx, fields))
    default:
      throw new OAuthError('unsupported_grant_type', 'Take authorization_code, refresh_token or a device code.')
  }
}

/** RFC 7009: whoever holds a refresh token may end its connection; an unknown one is no error. */
export async function revokeToken(ctx: Ctx, fields: Fields): Promise<void> {
  const found = await ctx.query<{ connection: string }>('SELECT connection FROM identity.refresh_token WHERE token_hash = $1', [
    hashSecret(required(fields, 'token')),
  ])
  const ended = found.rows[0] && (await endConnection(ctx, found.rows[0].connection))
  if (ended) await ctx.emit(events.connected, ended)
}

async function useCode(ctx: Ctx, fields: Fields): Promise<string> {
  const request = await takeRequest(ctx, 'code', required(fields, 'code'))
  if (request.client !== required(fields, 'client_id')) throw invalid('The code is another client’s.')
  if (request.redirect !== required(fields, 'redirect_uri')) throw invalid('redirect_uri is not the one of the request.')
  const verifier = required(fields, 'code_verifier')
  const challenge = createHash('sha256').update(verifier).digest('base64url')
  if (!/^[\w.~-]{43,128}$/.test(verifier) || challenge !== request.code_challenge)
    throw invalid('code_verifier does not fit the challenge.')
  return request.connection!
}

async function useDevice(ctx: Ctx, fields: Fields): Promise<string> {
  const hash = hashSecret(required(fields, 'device_code'))
  const found = await ctx.query<Request>(
    `SELECT ${requestColumns} FROM identity.authorization_request WHERE kind = 'device' AND secret_hash = $1`,
    [hash],
  )
  const request = found.rows[0]
  if (!request || request.client !== required(fields, 'client_id')) throw invalid('There is no such device code.')
  if (request.expired) throw new OAuthError('expired_token', 'The code has expired; begin again.')
  await ctx.query('UPDATE identity.authorization_request SET polled_at = now() WHERE id = $1', [request.id])
  if (request.decision === 'refused') throw new OAuthError('access_denied', 'The person refused.')
  if (request.decision === null && request.too_soon) throw new OAuthError('slow_down', `Ask every ${pollSeconds} seconds.`)
  if (request.decision === null) throw new OAuthError('authorization_pending', 'The person has not answered yet.')
  return (await takeRequest(ctx, 'device', required(fields, 'device_code'))).connection!
}

/** Marks the secret as used; of two that come at once one gets it, and the other ends what the first one got. */
async function takeRequest(ctx: Ctx, kind: 'code' | 'device', secret: string): Promise<Request> {
  const taken = await ctx.query<Request>(
    `UPDATE identity.authorization_request SET used_at = now() WHERE kind = $1 AND secret_hash = $2 AND decision = 'approved'
       AND used_at IS NULL AND expires_at > now() RETURNING ${requestColumns}`,
    [kind, hashSecret(secret)],
  )
  if (taken.rows[0]) return taken.rows[0]
  const known = await ctx.query<Request>(
    `SELECT ${requestColumns} FROM identity.authorization_request WHERE kind = $1 AND secret_hash = $2`,
    [kind, hashSecret(secret)],
  )
  if (known.rows[0]?.used && known.rows[0].connection) await endStolen(ctx, known.rows[0].connection)
  throw invalid('The code is unknown, was used, or has expired.')
}

async function useRefresh(ctx: Ctx, fields: Fields): Promise<string> {
  const hash = hashSecret(required(fields, 'refresh_token'))
  const client = required(fields, 'client_id')
  const used = await ctx.query<{ connection: string }>(
    `UPDATE identity.refresh_token t SET used_at = now() FROM identity.connection c
     WHERE t.token_hash = $1 AND t.used_at IS NULL AND c.id = t.connection AND c.client = $2 RETURNING t.connection`,
    [hash, client],
  )
  if (used.rows[0]) return used.rows[0].connection
  const known = await ctx.query<{ connection: string }>(
    'SELECT connection FROM identity.refresh_token WHERE token_hash = $1 AND used_at IS NOT NULL',
    [hash],
  )
  if (known.rows[0]) await endStolen(ctx, known.rows[0].connection)
  throw invalid('The refresh token is unknown or was used already.')
}

async function tokensFor(ctx: Ctx, id: string): Promise<Record<string, unknown>> {
  const found = await ctx.query<Connection>(
    `UPDATE identity.connection c SET last_used_at = now() FROM identity.person p
     WHERE c.id = $1 AND p.id = c.person AND p.disabled_at IS NULL AND c.revoked_at IS NULL AND c.expires_at > now()
     RETURNING c.id, c.person, c.client, c.permissions`,
    [id],
  )
  const connection = found.rows[0]
  if (!connection) throw invalid('The person took the permission back, or it has expired.')
  ctx.identify(connection.person)
  const refresh = randomBytes(32).toString('base64url')
  await ctx.query('INSERT INTO identity.refresh_token (token_hash, connection) VALUES ($1, $2)', [hashSecret(refresh), id])
  return {
    access_token: await signAccessToken(ctx, connection),
    token_type: 'Bearer',
    expires_in: accessSeconds,
    refresh_token: refresh,
    scope: connection.permissions.join(' '),
  }
}

/** Whoever shows what was used already has it from somebody: neither of the two goes on. */
async function endStolen(ctx: Ctx, connection: string): Promise<void> {
  const ended = await endConnection(ctx, connection)
  if (ended) await ctx.emit(events.token_reused, ended)
}

/** Null when it had ended before. */
async function endConnection(ctx: Ctx, connection: string): Promise<{ person: string; connection: string } | null> {
  const ended = await ctx.query<{ person: string }>(
    'UPDATE identity.connection SET revoked_at = now() WHERE id = $1 AND revoked_at IS NULL RETURNING person',
    [connection],
  )
  const person = ended.rows[0]?.person
  if (person === undefined) return null
  ctx.identify(person)
  return { person, connection }
}

function invalid(description: string): OAuthError {
  return new OAuthError('invalid_grant', description)
}
