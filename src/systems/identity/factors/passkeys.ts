import type {
  AuthenticationResponseJSON,
  PublicKeyCredentialCreationOptionsJSON,
  PublicKeyCredentialRequestOptionsJSON,
  RegistrationResponseJSON,
} from '@simplewebauthn/server'
import type { Ctx } from '#kernel/context.ts'
import { Problem } from '#kernel/errors.ts'
import { errors } from '../errors.ts'

const ceremonyMinutes = 5

/** Loaded with the first passkey: it and its certificates' parsers are not needed for a start. */
const library = () => import('@simplewebauthn/server')

export interface Person {
  readonly id: string
  readonly name: string
  readonly email: string
}

/** What the browser needs to make a passkey: one that names its owner itself and checks their finger or PIN. */
export async function beginRegistration(
  ctx: Ctx,
  person: Person,
): Promise<{ ceremony: string; options: PublicKeyCredentialCreationOptionsJSON }> {
  const known = await ctx.query<{ id: string }>('SELECT id FROM identity.passkey WHERE person = $1', [person.id])
  const options = await (
    await library()
  ).generateRegistrationOptions({
    rpName: 'Optimus',
    rpID: rpOf(ctx),
    userID: new TextEncoder().encode(person.id),
    userName: person.email,
    userDisplayName: person.name,
    attestationType: 'none',
    excludeCredentials: known.rows,
    authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
  })
  return { ceremony: await begin(ctx, 'passkey-registration', person.id, options.challenge), options }
}

export async function finishRegistration(ctx: Ctx, person: Person, given: Given & { name: string }): Promise<string> {
  const challenge = await take(ctx, 'passkey-registration', given.ceremony, person.id)
  const { registrationInfo: made } = await refusing(async () =>
    (await library()).verifyRegistrationResponse({
      response: given.response as unknown as RegistrationResponseJSON,
      expectedChallenge: challenge,
      expectedOrigin: ctx.config.publicUrl,
      expectedRPID: rpOf(ctx),
      requireUserVerification: true,
    }),
  )
  if (!made) throw new Problem(errors.passkey_refused)
  const { credential } = made
  const added = await ctx.query(
    `INSERT INTO identity.passkey (id, person, name, public_key, counter, transports, backed_up)
     VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT DO NOTHING`,
    [
      credential.id,
      person.id,
      given.name,
      Buffer.from(credential.publicKey),
      credential.counter,
      credential.transports ?? [],
      made.credentialBackedUp,
    ],
  )
  if (added.rowCount !== 1) throw new Problem(errors.passkey_refused, 'This passkey is registered already.')
  return credential.id
}

/** What the browser needs to show a passkey. It asks for nobody in particular, so it tells nothing about anybody. */
export async function beginUse(ctx: Ctx): Promise<{ ceremony: string; options: PublicKeyCredentialRequestOptionsJSON }> {
  const options = await (await library()).generateAuthenticationOptions({ rpID: rpOf(ctx), userVerification: 'required' })
  return { ceremony: await begin(ctx, 'passkey', null, options.challenge), options }
}

/** Whose passkey it is; throws one and the same problem for whatever is wrong with it. */
export async function finishUse(ctx: Ctx, given: Given): Promise<string> {
  const challenge = await take(ctx, 'passkey', given.ceremony, null)
  const response = given.response as unknown as AuthenticationResponseJSON
  const found = await ctx.query<{ id: string; person: string; public_key: Buffer; counter: string; transports: string[] }>(
    `SELECT k.id, k.person, k.public_key, k.counter, k.transports FROM identity.passkey k JOIN identity.person p ON p.id = k.person
     WHERE k.id = $1 AND p.disabled_at IS NULL`,
    [String(response.id)],
  )
  const row = found.rows[0]
  if (!row) throw new Problem(errors.passkey_refused)
  const checked = await refusing(async () =>
    (await library()).verifyAuthenticationResponse({
      response,
      expectedChallenge: challenge,
      expectedOrigin: ctx.config.publicUrl,
      expectedRPID: rpOf(ctx),
      requireUserVerification: true,
      credential: { id: row.id, publicKey: new Uint8Array(row.public_key), counter: Number(row.counter), transports: row.transports },
    }),
  )
  const holder = response.response.userHandle
  const isOwn = holder === undefined || Buffer.from(holder, 'base64url').toString() === row.person
  if (!checked.verified || !isOwn) throw new Problem(errors.passkey_refused)
  await ctx.query('UPDATE identity.passkey SET counter = $2, last_used_at = now() WHERE id = $1', [
    row.id,
    checked.authenticationInfo.newCounter,
  ])
  return row.person
}

export interface Given {
  readonly ceremony: string
  /** As the browser gave it; the library checks every field. */
  readonly response: Readonly<Record<string, unknown>>
}

async function begin(ctx: Ctx, purpose: string, person: string | null, challenge: string): Promise<string> {
  const id = ctx.id()
  await ctx.query('DELETE FROM identity.ceremony WHERE expires_at < now()')
  await ctx.query(
    `INSERT INTO identity.ceremony (id, purpose, person, challenge, expires_at)
     VALUES ($1, $2, $3, $4, now() + interval '${ceremonyMinutes} minutes')`,
    [id, purpose, person, challenge],
  )
  return id
}

/** A challenge is answered once, rightly or wrongly. */
async function take(ctx: Ctx, purpose: string, ceremony: string, person: string | null): Promise<string> {
  const taken = await ctx.query<{ challenge: string }>(
    `DELETE FROM identity.ceremony WHERE id = $1 AND purpose = $2 AND person IS NOT DISTINCT FROM $3 AND expires_at > now() RETURNING challenge`,
    [ceremony, purpose, person],
  )
  if (!taken.rows[0]) throw new Problem(errors.passkey_refused, 'This took too long, or was answered already; begin again.')
  return taken.rows[0].challenge
}

async function refusing<T>(check: () => Promise<T>): Promise<T> {
  try {
    return await check()
  } catch (error) {
    throw new Problem(errors.passkey_refused, undefined, {}, error)
  }
}

function rpOf(ctx: Ctx): string {
  return new URL(ctx.config.publicUrl).hostname
}
