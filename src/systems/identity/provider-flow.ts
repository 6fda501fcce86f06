import { randomBytes } from 'node:crypto'
import type { Ctx } from '#kernel/context.ts'
import { Problem } from '#kernel/errors.ts'
import { markBrowser, markOf } from './browser-mark.ts'
import { errors } from './errors.ts'
import { reachProvider, type ProviderRow } from './provider-row.ts'
import type { Question } from './providers/port.ts'
import { hashSecret } from './token.ts'

const flowMinutes = 10

interface Purpose {
  readonly purpose: 'sign-in' | 'link'
  /** Who links; nobody yet where somebody signs in. */
  readonly person: string | null
  readonly returnTo: string
}

export interface Flow extends Purpose {
  readonly question: Question
}

/** Remembers the question and marks the browser; answers the address at the provider where it goes on. */
export async function beginFlow(ctx: Ctx, provider: ProviderRow, { purpose, person, returnTo }: Purpose): Promise<string> {
  const random = () => randomBytes(32).toString('base64url')
  const question = { state: random(), nonce: random(), verifier: random() }
  const address = await reachProvider(ctx, provider).addressFor(question, purpose)
  await ctx.query('DELETE FROM identity.provider_flow WHERE expires_at < now()')
  await ctx.query(
    `INSERT INTO identity.provider_flow (id, provider, purpose, person, state_hash, browser_hash, verifier, nonce, return_to, expires_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, now() + interval '${flowMinutes} minutes')`,
    [ctx.id(), provider.id, purpose, person, hashSecret(question.state), markBrowser(ctx), question.verifier, question.nonce, returnTo],
  )
  return address.href
}

interface Row {
  purpose: 'sign-in' | 'link'
  person: string | null
  verifier: string
  nonce: string
  return_to: string
}

/**
 * The question that an answer belongs to. It is taken whatever comes of it, and only by the browser that was sent: an
 * answer that somebody else was given, or that came before, finds nothing.
 */
export async function takeFlow(ctx: Ctx, provider: string, response: URLSearchParams): Promise<Flow> {
  const [state, ...more] = response.getAll('state')
  const mark = markOf(ctx)
  const taken =
    state === undefined || more.length > 0 || mark === null
      ? null
      : await ctx.query<Row>(
          `DELETE FROM identity.provider_flow WHERE state_hash = $1 AND provider = $2 AND browser_hash = $3 AND expires_at > now()
           RETURNING purpose, person, verifier, nonce, return_to`,
          [hashSecret(state), provider, mark],
        )
  const row = taken?.rows[0]
  if (!row) throw new Problem(errors.provider_refused, 'This answer belongs to no sign-in of this browser, or came too late; begin again.')
  const question = { state: state!, nonce: row.nonce, verifier: row.verifier }
  return { purpose: row.purpose, person: row.person, returnTo: row.return_to, question }
}
