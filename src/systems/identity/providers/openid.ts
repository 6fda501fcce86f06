import type { Configuration } from 'openid-client'
import { Problem } from '#kernel/errors.ts'
import { errors } from '../errors.ts'
import { faultOfIdToken } from './id-token.ts'
import type { IdentityProvider, ProviderSettings, Question, Vouched } from './port.ts'
import { isSafeAddress } from './preset.ts'

/** Loaded with the first provider, not at start. */
const library = () => import('openid-client')

const patienceSeconds = 10

/**
 * OpenID Connect by discovery: code, PKCE, state, nonce, the issuer of the answer where it is given, and the signature
 * of the ID token even though it came over TLS.
 */
export function openIdProvider(settings: ProviderSettings, wantsEmails: boolean): IdentityProvider {
  let found: Promise<Configuration> | undefined
  const discovered = () => {
    found ??= discover(settings)
    found.catch(() => (found = undefined))
    return found
  }
  return {
    async check() {
      found = discover(settings)
      await discovered()
    },
    async addressFor(question, purpose) {
      const [{ buildAuthorizationUrl, calculatePKCECodeChallenge }, configuration] = [await library(), await discovered()]
      return buildAuthorizationUrl(configuration, {
        redirect_uri: settings.callback,
        scope: 'openid email profile',
        state: question.state,
        nonce: question.nonce,
        code_challenge: await calculatePKCECodeChallenge(question.verifier),
        code_challenge_method: 'S256',
        ...(purpose === 'link' ? { prompt: promptOf(settings, configuration) } : {}),
      })
    },
    async vouch(response, question) {
      return vouchedBy(await discovered(), { settings, response, question, wantsEmails })
    },
  }
}

/** Every provider knows `login` but Google, which knows `select_account`; whoever lists it knows that as well. */
function promptOf({ kind }: ProviderSettings, configuration: Configuration): string {
  const listed = configuration.serverMetadata()['prompt_values_supported']
  const chooses = kind === 'google' || kind === 'microsoft' || (Array.isArray(listed) && listed.includes('select_account'))
  return chooses ? 'select_account' : 'login'
}

async function discover(settings: ProviderSettings): Promise<Configuration> {
  const openid = await library()
  const isLocal = settings.issuer.startsWith('http:')
  const extensions = [openid.enableNonRepudiationChecks, ...(isLocal ? [openid.allowInsecureRequests] : [])]
  const configuration = await openid.discovery(
    new URL(settings.issuer),
    settings.clientId,
    { client_secret: settings.clientSecret, redirect_uris: [settings.callback] },
    // Its description says which of the two it takes; without a word it is the first (RFC 8414).
    undefined,
    { execute: extensions, timeout: patienceSeconds },
  )
  const server = configuration.serverMetadata()
  // Google, and whoever else, must be who was asked for to the letter; the browser is sent nowhere that is not safe.
  if (server.issuer !== settings.issuer)
    throw new Problem(errors.provider_refused, 'Its description names another issuer than the one set up.')
  if (!isSafeAddress(server.authorization_endpoint ?? ''))
    throw new Problem(errors.provider_refused, 'Its sign-in page is no https address.')
  const methods = server.token_endpoint_auth_methods_supported ?? ['client_secret_basic']
  if (methods.includes('client_secret_post')) return configuration
  const again = new openid.Configuration(server, settings.clientId, undefined, openid.ClientSecretBasic(settings.clientSecret))
  again.timeout = patienceSeconds
  for (const extend of extensions) extend(again)
  return again
}

interface Answer {
  readonly settings: ProviderSettings
  readonly response: URLSearchParams
  readonly question: Question
  readonly wantsEmails: boolean
}

async function vouchedBy(configuration: Configuration, { settings, response, question, wantsEmails }: Answer): Promise<Vouched> {
  const openid = await library()
  const tokens = await openid.authorizationCodeGrant(configuration, new URL(`${settings.callback}?${response}`), {
    expectedState: question.state,
    expectedNonce: question.nonce,
    pkceCodeVerifier: question.verifier,
    idTokenExpected: true,
  })
  const claims = tokens.claims()!
  const fault = faultOfIdToken(tokens.id_token!, tokens.access_token)
  if (fault !== null) throw new Error(fault)
  // One that names nobody would be everybody; the library takes it.
  if (claims.sub.trim() === '' || claims.sub.length > 255) throw new Error('the subject names nobody')
  const asked = wantsEmails && claims['email'] === undefined && configuration.serverMetadata().userinfo_endpoint !== undefined
  const said = asked ? await openid.fetchUserInfo(configuration, tokens.access_token, claims.sub) : claims
  const { email, email_verified: verified, preferred_username: username, name } = said as Readonly<Record<string, unknown>>
  const account = [email, username, name].find((one) => typeof one === 'string' && one !== '') ?? claims.sub
  return {
    subject: claims.sub,
    account: String(account).slice(0, 200),
    emails: typeof email === 'string' && verified === true ? [email] : [],
  }
}
