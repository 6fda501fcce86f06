import { anonymous } from '#kernel/actor.ts'
import type { Ctx } from '#kernel/context.ts'
import { record } from '#kernel/audit/record.ts'
import type { Kernel } from '#kernel/kernel.ts'
import type { RawRoute } from '#kernel/system.ts'
import { takeTokens } from '../take-tokens.ts'
import { askByBrowser, askByDevice } from './ask.ts'
import { registerClient } from './clients.ts'
import { grantTokens, revokeToken } from './grant-tokens.ts'
import { answerJson, answerOAuthError, OAuthError, readFields, readForm } from './oauth-error.ts'
import { publicKeys } from './signing-keys.ts'

const smallBody = 64 * 1024
/** Calls of these endpoints from one address, in a minute. */
const addressLimit = { burst: 60, seconds: 60 }

type Answer = (ctx: Attempt, request: Request) => Promise<Response>

/** The protocol's own addresses: OAuth 2.1 with PKCE, device codes, registration, and what describes them. */
export const authorizationRoutes: readonly RawRoute[] = [
  route('GET', '/.well-known/oauth-authorization-server', async (ctx) => answerJson(describeServer(ctx.config.publicUrl))),
  route('GET', '/.well-known/oauth-protected-resource', async (ctx) => answerJson(describeResource(ctx.config.publicUrl))),
  route('GET', '/.well-known/oauth-protected-resource/mcp', async (ctx) => answerJson(describeResource(ctx.config.publicUrl, '/mcp'))),
  route('GET', '/api/auth/jwks', async (ctx) => answerJson({ keys: await publicKeys(ctx.query) })),
  route('POST', '/api/auth/register', async (ctx, request) =>
    audited(ctx, 'identity.registerClient', {}, async () => answerJson(await registerClient(ctx, await readJson(request)), 201)),
  ),
  route('GET', '/api/auth/authorize', async (ctx, request) => {
    const page = await askByBrowser(ctx, readFields(new URL(request.url).searchParams))
    return new Response(null, { status: 302, headers: { location: page, 'cache-control': 'no-store' } })
  }),
  route('POST', '/api/auth/device', async (ctx, request) => answerJson(await askByDevice(ctx, await readForm(request)))),
  route('POST', '/api/auth/token', async (ctx, request) => {
    const fields = await readForm(request)
    return audited(ctx, 'identity.grantTokens', plain(fields), async () => answerJson(await grantTokens(ctx, fields)))
  }),
  route('POST', '/api/auth/revoke', async (ctx, request) => {
    const fields = await readForm(request)
    return audited(ctx, 'identity.revokeToken', plain(fields), async () => {
      await revokeToken(ctx, fields)
      return answerJson({})
    })
  }),
]

function route(method: 'GET' | 'POST', path: string, answer: Answer): RawRoute {
  return {
    method,
    path,
    bodyLimit: smallBody,
    async handle(request, { address, kernel }) {
      try {
        const seconds = await takeTokens(kernel.query, `oauth ${address}`, addressLimit)
        if (seconds > 0) throw new OAuthError('slow_down', `Too many calls; try again in ${seconds} s.`, 429)
        return await answer(contextOf(kernel, address), request)
      } catch (error) {
        return answerOAuthError(error)
      }
    },
  }
}

/** Nobody is signed in here; whom a call turns out to be about is noted for the trail. */
function contextOf(kernel: Kernel, address: string): Attempt {
  const attempt = Object.create(kernel.context(anonymous, 'http'), {
    address: { value: address },
    about: { value: null, writable: true },
    identify: { value: (person: string) => void (attempt.about = person) },
  }) as Attempt
  return attempt
}

interface Attempt extends Ctx {
  about: string | null
}

/** These are no operations, so they write their own rows; the secrets of a call stay out. Waiting is no event. */
async function audited(ctx: Attempt, operation: string, input: Record<string, unknown>, work: () => Promise<Response>): Promise<Response> {
  const note = (outcome: 'done' | 'failed', error: string | null) => {
    const { actor, surface, requestId, address, about: person } = ctx
    return record(ctx.query, { operation, actor, person, surface, outcome, error, requestId, input, address })
  }
  try {
    const answer = await work()
    await note('done', null)
    return answer
  } catch (error) {
    if (error instanceof OAuthError && !waiting.has(error.error)) await note('failed', `oauth.${error.error}`)
    throw error
  }
}

const waiting = new Set(['authorization_pending', 'slow_down'])

function plain(fields: ReadonlyMap<string, string>): Record<string, unknown> {
  return { grant: fields.get('grant_type')?.slice(0, 100), client: fields.get('client_id')?.slice(0, 100) }
}

async function readJson(request: Request): Promise<unknown> {
  try {
    return await request.json()
  } catch {
    throw new OAuthError('invalid_client_metadata', 'The body is not JSON.')
  }
}

/** RFC 8414. */
function describeServer(url: string): Record<string, unknown> {
  return {
    issuer: url,
    authorization_endpoint: `${url}/api/auth/authorize`,
    token_endpoint: `${url}/api/auth/token`,
    device_authorization_endpoint: `${url}/api/auth/device`,
    registration_endpoint: `${url}/api/auth/register`,
    revocation_endpoint: `${url}/api/auth/revoke`,
    jwks_uri: `${url}/api/auth/jwks`,
    response_types_supported: ['code'],
    grant_types_supported: ['authorization_code', 'refresh_token', 'urn:ietf:params:oauth:grant-type:device_code'],
    code_challenge_methods_supported: ['S256'],
    token_endpoint_auth_methods_supported: ['none'],
    revocation_endpoint_auth_methods_supported: ['none'],
    authorization_response_iss_parameter_supported: true,
  }
}

/** RFC 9728. */
function describeResource(url: string, path = ''): Record<string, unknown> {
  return { resource: `${url}${path}`, authorization_servers: [url], bearer_methods_supported: ['header'] }
}
