import { anonymous } from '#kernel/actor.ts'
import type { Ctx } from '#kernel/context.ts'
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

type Answer = (ctx: Ctx, request: Request) => Promise<Response>

/** The protocol's own addresses: OAuth 2.1 with PKCE, device codes, registration, and what describes them. */
export const authorizationRoutes: readonly RawRoute[] = [
  route('GET', '/.well-known/oauth-authorization-server', async (ctx) => answerJson(describeServer(ctx.config.publicUrl))),
  route('GET', '/.well-known/oauth-protected-resource', async (ctx) => answerJson(describeResource(ctx.config.publicUrl))),
  route('GET', '/.well-known/oauth-protected-resource/mcp', async (ctx) => answerJson(describeResource(ctx.config.publicUrl, '/mcp'))),
  route('GET', '/api/auth/jwks', async (ctx) => answerJson({ keys: await publicKeys(ctx.query) })),
  route('POST', '/api/auth/register', async (ctx, request) => answerJson(await registerClient(ctx, await readJson(request)), 201)),
  route('GET', '/api/auth/authorize', async (ctx, request) => {
    const page = await askByBrowser(ctx, readFields(new URL(request.url).searchParams))
    return new Response(null, { status: 302, headers: { location: page, 'cache-control': 'no-store' } })
  }),
  route('POST', '/api/auth/device', async (ctx, request) => answerJson(await askByDevice(ctx, await readForm(request)))),
  route('POST', '/api/auth/token', async (ctx, request) => answerJson(await grantTokens(ctx, await readForm(request)))),
  route('POST', '/api/auth/revoke', async (ctx, request) => {
    await revokeToken(ctx, await readForm(request))
    return answerJson({})
  }),
]

function route(method: 'GET' | 'POST', path: string, answer: Answer): RawRoute {
  return {
    method,
    path,
    bodyLimit: smallBody,
    async handle(request: Request, { address, kernel }: { address: string; kernel: Kernel }) {
      try {
        const seconds = await takeTokens(kernel.query, `oauth ${address}`, addressLimit)
        if (seconds > 0) throw new OAuthError('slow_down', `Too many calls; try again in ${seconds} s.`, 429)
        return await answer(kernel.context(anonymous, 'http'), request)
      } catch (error) {
        return answerOAuthError(error)
      }
    },
  }
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
