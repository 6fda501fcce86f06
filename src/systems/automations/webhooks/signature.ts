import { createHmac, timingSafeEqual } from 'node:crypto'
import type { Webhook } from '../contracts/webhooks.ts'

export interface Signed {
  readonly scheme: Webhook['scheme']
  readonly headers: Headers
  /** The bytes as they came: signatures are made over bytes. */
  readonly body: Uint8Array
  /** Any of them may have been used: the present one, and the one before it while it holds. */
  readonly secrets: readonly string[]
  readonly header: string | null
  readonly now: Date
}

/** Seconds that a signed time may differ from ours, as Stripe's own libraries have it. */
const tolerance = 300

/** Why a delivery is not from whom it should be; null when it is. */
export function signatureProblem(signed: Signed): string | null {
  switch (signed.scheme) {
    case 'github':
      return hmacProblem(signed, signed.headers.get('x-hub-signature-256'), 'x-hub-signature-256')
    case 'hmac': {
      const header = signed.header ?? 'x-signature-256'
      return hmacProblem(signed, signed.headers.get(header), header)
    }
    case 'stripe':
      return stripeProblem(signed)
    case 'none':
      return tokenProblem(signed)
  }
}

/** SHA-256 over the body, as hexadecimal or base64, with or without `sha256=` before it. */
function hmacProblem({ body, secrets }: Signed, given: string | null, header: string): string | null {
  if (secrets.length === 0) return 'There is no secret to check the signature with.'
  if (given === null) return `The header ${header} with the signature is missing.`
  const value = given.trim().replace(/^sha256=/i, '')
  const bytes = /^[0-9a-f]{64}$/i.test(value) ? Buffer.from(value, 'hex') : Buffer.from(value, 'base64')
  const fits = secrets.some((secret) => equal(createHmac('sha256', secret).update(body).digest(), bytes))
  return fits ? null : 'The signature is not of this body and secret.'
}

/** `t=<seconds>,v1=<hex>[,v1=<hex>]`, signed over `<t>.<body>`. */
function stripeProblem({ headers, body, secrets, now }: Signed): string | null {
  if (secrets.length === 0) return 'There is no secret to check the signature with.'
  const given = headers.get('stripe-signature')
  if (given === null) return 'The header stripe-signature is missing.'
  const parts = given.split(',').map((part) => part.trim().split('='))
  const time = parts.find(([name]) => name === 't')?.[1] ?? ''
  const signatures = parts.filter(([name, value]) => name === 'v1' && /^[0-9a-f]{64}$/i.test(value ?? '')).map(([, value]) => value!)
  if (!/^\d{1,12}$/.test(time) || signatures.length === 0) return 'The header stripe-signature has no time, or no v1 signature.'
  const fits = secrets.some((secret) => {
    const wanted = createHmac('sha256', secret).update(`${time}.`).update(body).digest()
    return signatures.some((signature) => equal(wanted, Buffer.from(signature, 'hex')))
  })
  if (!fits) return 'The signature is not of this body and secret.'
  const seconds = Math.abs(now.getTime() / 1000 - Number(time))
  return seconds <= tolerance ? null : `It was signed ${Math.round(seconds)} s away from now; ${tolerance} s are allowed.`
}

/** Without a signature a token may be asked for, in a header of its own or as a bearer token. */
function tokenProblem({ headers, header, secrets }: Signed): string | null {
  if (secrets.length === 0) return null
  const given = header === null ? headers.get('authorization')?.replace(/^Bearer /i, '') : headers.get(header)
  if (given == null) return `The token is missing in the header ${header ?? 'authorization'}.`
  return secrets.some((secret) => equal(Buffer.from(secret), Buffer.from(given))) ? null : 'The token is wrong.'
}

function equal(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && timingSafeEqual(a, b)
}
