import { Secret, TOTP } from 'otpauth'
import type { Actor } from '#kernel/actor.ts'
import { anonymous } from '#kernel/actor.ts'
import { contract } from '#systems/identity/contract.ts'
import { prepareOwner } from '#systems/identity/public.ts'
import type { TestApp } from '#tests/support/app.ts'
import { createAuthenticator } from '#tests/support/authenticator.ts'

export const mara = { name: 'Mara', email: 'mara@example.com', password: 'correct horse battery' }

export interface SignedIn {
  readonly person: string
  readonly actor: Actor
  readonly cookie: string
}

/** Makes the owner with the set-up link and signs them in, as a browser would. */
export async function signUp(app: TestApp): Promise<SignedIn> {
  const token = new URL((await prepareOwner(app.kernel))!).hash.replace('#token=', '')
  const cookies: string[] = []
  const { person } = await app.call(contract.setUp, { ...mara, token }, { as: anonymous, cookies })
  const cookie = cookies[0]!.split(';')[0]!
  return { person: person.id, cookie, actor: await app.kernel.authenticate({ cookie }, '127.0.0.1') }
}

/** Invites somebody and accepts for them: their account, their cookie, and the actor it gives. */
export async function join(
  app: TestApp,
  inviter: Actor,
  as: { name: string; role: string; projects?: { project: string; role: string }[] },
): Promise<SignedIn> {
  const email = `${as.name.toLowerCase()}@example.com`
  const { link } = await app.call(contract.invite, { email, role: as.role, projects: as.projects }, { as: inviter })
  const token = new URL(link).hash.replace('#token=', '')
  const cookies: string[] = []
  const { person } = await app.call(
    contract.acceptInvitation,
    { token, name: as.name, password: mara.password },
    { as: anonymous, cookies },
  )
  const cookie = cookies[0]!.split(';')[0]!
  return { person: person.id, cookie, actor: await app.kernel.authenticate({ cookie }, '127.0.0.1') }
}

/** Adds an authenticator app for somebody; its present time step is used up. */
export async function addTotp(app: TestApp, as: Actor): Promise<{ secret: string; codes: string[] }> {
  const { secret } = await app.call(contract.beginTotp, {}, { as })
  const { codes } = await app.call(contract.confirmTotp, { code: totpCode(secret) }, { as })
  return { secret, codes }
}

/** What an authenticator app shows so many seconds from now. */
export function totpCode(secret: string, seconds = 0): string {
  return TOTP.generate({ secret: Secret.fromBase32(secret), timestamp: Date.now() + seconds * 1000 })
}

/** Makes and adds a passkey for somebody. */
export async function addPasskey(app: TestApp, as: Actor) {
  const authenticator = createAuthenticator(app.kernel.config.publicUrl)
  const { ceremony, options } = await app.call(contract.beginPasskeyRegistration, {}, { as })
  const added = await app.call(contract.addPasskey, { ceremony, name: 'Phone', response: authenticator.register(options) }, { as })
  return { authenticator, ...added }
}
