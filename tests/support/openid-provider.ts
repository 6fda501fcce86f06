import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { after } from 'node:test'

export interface OpenIdProvider {
  readonly issuer: string
  readonly clientId: string
  readonly clientSecret: string
  /** What went wrong there, in its own words. */
  readonly complaints: string[]
}

/**
 * A certified OpenID provider on a port of its own, with its own pages to sign in and to agree. Any name signs in
 * there; it is the subject. It takes no request without PKCE.
 */
export async function startOpenIdProvider(redirect: string): Promise<OpenIdProvider> {
  const { Provider } = await import('oidc-provider')
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  after(() => {
    server.closeAllConnections()
    server.close()
  })
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const [clientId, clientSecret] = ['optimus', 'a secret of the client, and long enough']
  const complaints: string[] = []
  const provider = new Provider(issuer, {
    clients: [{ client_id: clientId, client_secret: clientSecret, redirect_uris: [redirect] }],
    features: { devInteractions: { enabled: true } },
    pkce: { required: () => true },
    claims: { email: ['email', 'email_verified'], profile: ['name'] },
    conformIdTokenClaims: false,
    cookies: { keys: ['only for tests'] },
    ttl: { AccessToken: 300, AuthorizationCode: 60, IdToken: 300, Interaction: 600, Session: 3600, Grant: 3600 },
    findAccount: (_context: unknown, sub: string) => ({
      accountId: sub,
      claims: () => ({ sub, name: sub, email: `${sub}@example.com`, email_verified: true }),
    }),
  })
  for (const event of ['authorization.error', 'grant.error', 'server_error'])
    provider.on(event, (_context, error) => complaints.push(`${event}: ${error.message}`))
  server.on('request', provider.callback())
  return { issuer, clientId, clientSecret, complaints }
}
