import { CommandError, exitCodes } from './exit-code.ts'

/** The client that every Optimus knows as its own command line. */
export const clientId = 'optimus-cli'

export interface OAuthAnswer {
  readonly status: number
  readonly body: Readonly<Record<string, unknown>> & { readonly error?: string; readonly error_description?: string }
}

/** One call of the server's OAuth endpoints. */
export async function postForm(address: string, path: string, fields: Readonly<Record<string, string>>): Promise<OAuthAnswer> {
  try {
    const response = await fetch(new URL(path, address), {
      method: 'POST',
      headers: { accept: 'application/json', 'user-agent': 'optimus/cli' },
      body: new URLSearchParams(fields),
      redirect: 'error',
      signal: AbortSignal.timeout(30_000),
    })
    const text = await response.text()
    return { status: response.status, body: JSON.parse(text) as OAuthAnswer['body'] }
  } catch (error) {
    if (error instanceof SyntaxError) throw new CommandError(exitCodes.problem, `${address} does not answer as Optimus does.`)
    const { code, message } = ((error as Error).cause ?? error) as NodeJS.ErrnoException
    throw new CommandError(
      exitCodes.unreachable,
      `Optimus at ${address} is not reachable (${code ?? message}). Is it running, and is the address right?`,
    )
  }
}

export interface Tokens {
  readonly token: string
  readonly refresh: string
  readonly expiresAt: string
}

export function tokensIn(answer: OAuthAnswer): Tokens {
  const { access_token: token, refresh_token: refresh, expires_in: seconds } = answer.body
  if (typeof token !== 'string' || typeof refresh !== 'string' || typeof seconds !== 'number')
    throw new CommandError(exitCodes.problem, 'The server answered without tokens.')
  return { token, refresh, expiresAt: new Date(Date.now() + seconds * 1000).toISOString() }
}
