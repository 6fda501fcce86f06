import { randomBytes, randomInt } from 'node:crypto'
import type { Ctx } from '#kernel/context.ts'
import { hashSecret } from '../token.ts'
import { findClient, readScope } from './clients.ts'
import { OAuthError, required } from './oauth-error.ts'

const codeMinutes = 10
export const pollSeconds = 5
const alphabet = 'BCDFGHJKLMNPQRSTVWXZ'

type Fields = ReadonlyMap<string, string>

/** RFC 6749 4.1.1 with RFC 7636: where to send the browser, to a page of ours that asks the person. */
export async function askByBrowser(ctx: Ctx, fields: Fields): Promise<string> {
  const client = await findClient(ctx, required(fields, 'client_id'))
  const redirect = required(fields, 'redirect_uri')
  // Nobody is sent to an address that was not registered, not even with an error.
  if (!client.redirects.some((known) => isSameRedirect(known, redirect)))
    throw new OAuthError('invalid_request', 'redirect_uri is not registered.')
  const back = (error: string) => withFields(redirect, { error, state: fields.get('state'), iss: ctx.config.publicUrl })
  if (fields.get('response_type') !== 'code') return back('unsupported_response_type')
  if (fields.get('code_challenge_method') !== 'S256') return back('invalid_request')
  if (!/^[\w-]{43}$/.test(fields.get('code_challenge') ?? '')) return back('invalid_request')
  if (!isOurs(ctx, fields.get('resource'))) return back('invalid_target')
  if ((fields.get('state')?.length ?? 0) > 1000) return back('invalid_request')
  let permissions: string[]
  try {
    permissions = readScope(fields.get('scope'))
  } catch {
    return back('invalid_scope')
  }
  const id = ctx.id()
  await ctx.query("DELETE FROM identity.authorization_request WHERE expires_at < now() - interval '1 day'")
  await ctx.query(
    `INSERT INTO identity.authorization_request (id, kind, client, name, permissions, redirect, state, code_challenge, address, expires_at)
     VALUES ($1, 'code', $2, $3, $4, $5, $6, $7, $8, now() + interval '${codeMinutes} minutes')`,
    [id, client.id, client.name, permissions, redirect, fields.get('state') ?? null, fields.get('code_challenge'), ctx.address],
  )
  return `${ctx.config.publicUrl}/authorize?request=${id}`
}

/** RFC 8628: a program without a browser asks, and a person types its code on a page of ours. */
export async function askByDevice(ctx: Ctx, fields: Fields): Promise<Record<string, unknown>> {
  const client = await findClient(ctx, required(fields, 'client_id'))
  const permissions = readScope(fields.get('scope'))
  const device = randomBytes(32).toString('base64url')
  const letters = Array.from({ length: 8 }, () => alphabet[randomInt(alphabet.length)]).join('')
  const userCode = `${letters.slice(0, 4)}-${letters.slice(4)}`
  await ctx.query(
    `INSERT INTO identity.authorization_request (id, kind, client, name, permissions, user_code, secret_hash, address, expires_at)
     VALUES ($1, 'device', $2, $3, $4, $5, $6, $7, now() + interval '${codeMinutes} minutes')`,
    [ctx.id(), client.id, nameOf(client.name, fields.get('device')), permissions, userCode, hashSecret(device), ctx.address],
  )
  const page = `${ctx.config.publicUrl}/authorize`
  return {
    device_code: device,
    user_code: userCode,
    verification_uri: page,
    verification_uri_complete: `${page}?request=${userCode}`,
    expires_in: codeMinutes * 60,
    interval: pollSeconds,
  }
}

/** The computer's own name helps its owner to tell connections apart; it is shown, so it is a plain word. */
function nameOf(client: string, device: string | undefined): string {
  return device !== undefined && /^[\w.-]{1,60}$/.test(device) ? `${client} (${device})` : client
}

export function withFields(address: string, fields: Readonly<Record<string, string | null | undefined>>): string {
  const url = new URL(address)
  for (const [name, value] of Object.entries(fields)) if (value != null) url.searchParams.set(name, value)
  return url.href
}

/** The same text; on loopback any port, since programs take one that is free (RFC 8252 7.3). */
function isSameRedirect(known: string, given: string): boolean {
  if (known === given) return true
  const [a, b] = [URL.parse(known), URL.parse(given)]
  if (!a || !b || a.protocol !== 'http:' || given.includes('#')) return false
  b.port = a.port
  return a.href === b.href
}

/** RFC 8707: tokens are made for this installation only. */
function isOurs(ctx: Ctx, resource: string | undefined): boolean {
  return resource === undefined || URL.parse(resource)?.origin === new URL(ctx.config.publicUrl).origin
}
