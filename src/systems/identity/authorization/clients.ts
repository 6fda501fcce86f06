import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import type { Ctx } from '#kernel/context.ts'
import { permissionPattern } from '../shapes.ts'
import { OAuthError } from './oauth-error.ts'

const registration = z.object({
  // People decide by it: nothing in it may be invisible, turn the line around or begin another one.
  client_name: z
    .string()
    .trim()
    .min(1)
    .max(100)
    .regex(/^[^\p{C}\p{Zl}\p{Zp}]+$/u, 'client_name has letters only that are seen')
    .default('Unnamed program'),
  redirect_uris: z.array(z.string().max(500)).min(1).max(10),
  token_endpoint_auth_method: z.literal('none').default('none'),
  grant_types: z.array(z.enum(['authorization_code', 'refresh_token'])).optional(),
  response_types: z.array(z.literal('code')).optional(),
})

/** The command line that ships with Optimus: it signs in by device code and has no redirect. */
export const commandLine = { id: 'optimus-cli', name: 'Optimus on the command line', redirects: [] as string[] }

/** RFC 7591: any program may introduce itself; it gets nothing before a person agrees. */
export async function registerClient(ctx: Ctx, body: unknown): Promise<Record<string, unknown>> {
  const parsed = registration.safeParse(body)
  if (!parsed.success) throw new OAuthError('invalid_client_metadata', parsed.error.issues[0]!.message)
  const { client_name: name, redirect_uris: redirects } = parsed.data
  const wrong = redirects.find((uri) => !isSafeRedirect(uri))
  if (wrong !== undefined) throw new OAuthError('invalid_redirect_uri', 'A redirect is https, or http to this machine, without a fragment.')
  const id = randomUUID()
  await ctx.query('INSERT INTO identity.client (id, name, redirects) VALUES ($1, $2, $3)', [id, name, redirects])
  return {
    client_id: id,
    client_name: name,
    redirect_uris: redirects,
    token_endpoint_auth_method: 'none',
    grant_types: ['authorization_code', 'refresh_token'],
    response_types: ['code'],
  }
}

export async function findClient(ctx: Ctx, id: string): Promise<{ id: string; name: string; redirects: string[] }> {
  if (id === commandLine.id) return commandLine
  const found = await ctx.query<{ id: string; name: string; redirects: string[] }>(
    'SELECT id, name, redirects FROM identity.client WHERE id = $1',
    [id],
  )
  if (!found.rows[0]) throw new OAuthError('invalid_client', 'There is no such client; register first.', 401)
  return found.rows[0]
}

/** The permissions in a scope; without one, whatever the person may. */
export function readScope(scope: string | undefined): string[] {
  const wanted = (scope ?? '*').split(' ').filter((one) => one !== '' && one !== 'offline_access')
  if (wanted.length > 200 || wanted.some((one) => !permissionPattern.safeParse(one).success))
    throw new OAuthError('invalid_scope', 'A scope is permissions such as projects:read, with spaces between.')
  return wanted.length === 0 ? ['*'] : wanted
}

function isSafeRedirect(text: string): boolean {
  const url = URL.parse(text)
  if (!url || /[^\x21-\x7e]/.test(text) || url.hash !== '' || text.includes('#') || url.username !== '' || url.password !== '') return false
  return url.protocol === 'https:' || (url.protocol === 'http:' && ['localhost', '127.0.0.1', '[::1]'].includes(url.hostname))
}
