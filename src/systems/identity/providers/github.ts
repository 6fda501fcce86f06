import type { Configuration } from 'openid-client'
import { z } from 'zod'
import type { IdentityProvider, ProviderSettings, Question, Vouched } from './port.ts'

const library = () => import('openid-client')

const patienceSeconds = 10
const user = z.object({ id: z.number().int().positive(), login: z.string().min(1) })
const emails = z.array(z.object({ email: z.string(), verified: z.boolean() }))

/** GitHub, or a GitHub Enterprise server: OAuth 2 without ID tokens, so the account is asked for with the access token. */
export function gitHubProvider(settings: ProviderSettings, wantsEmails: boolean): IdentityProvider {
  const configured = async () => {
    const openid = await library()
    const { issuer } = settings
    const server = {
      issuer,
      authorization_endpoint: `${issuer}/login/oauth/authorize`,
      token_endpoint: `${issuer}/login/oauth/access_token`,
    }
    const configuration = new openid.Configuration(server, settings.clientId, undefined, openid.ClientSecretPost(settings.clientSecret))
    configuration.timeout = patienceSeconds
    if (issuer.startsWith('http:')) openid.allowInsecureRequests(configuration)
    return configuration
  }
  return {
    async check() {
      const answer = await fetch(apiOf(settings.issuer, ''), { redirect: 'manual', signal: AbortSignal.timeout(patienceSeconds * 1000) })
      await answer.body?.cancel()
    },
    async addressFor(question, purpose) {
      const [{ buildAuthorizationUrl, calculatePKCECodeChallenge }, configuration] = [await library(), await configured()]
      return buildAuthorizationUrl(configuration, {
        redirect_uri: settings.callback,
        scope: wantsEmails ? 'read:user user:email' : 'read:user',
        state: question.state,
        code_challenge: await calculatePKCECodeChallenge(question.verifier),
        code_challenge_method: 'S256',
        ...(purpose === 'link' ? { prompt: 'select_account' } : {}),
      })
    },
    async vouch(response, question) {
      return vouchedBy(await configured(), { settings, response, question, wantsEmails })
    },
  }
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
    pkceCodeVerifier: question.verifier,
  })
  const read = async (path: string): Promise<unknown> => {
    const headers = new Headers({ accept: 'application/vnd.github+json', 'user-agent': 'optimus', 'x-github-api-version': '2022-11-28' })
    const url = new URL(apiOf(settings.issuer, path))
    return (await openid.fetchProtectedResource(configuration, tokens.access_token, url, 'GET', undefined, headers)).json()
  }
  const { id, login } = user.parse(await read('/user'))
  const known = wantsEmails ? emails.parse(await read('/user/emails')) : []
  return { subject: String(id), account: login.slice(0, 200), emails: known.filter((one) => one.verified).map((one) => one.email) }
}

function apiOf(issuer: string, path: string): string {
  return issuer === 'https://github.com' ? `https://api.github.com${path}` : `${issuer}/api/v3${path}`
}
