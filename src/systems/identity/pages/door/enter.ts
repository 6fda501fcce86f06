import { rereadEverything } from '#ui/session/session.ts'
import { identity, type SecondStep } from '../client.ts'
import { showPasskey } from '../passkey-ceremony.ts'

/** Signs in, or answers the second step that is missing. */
export async function signIn(email: string, password: string): Promise<SecondStep | null> {
  const { next } = await identity.call('signIn', { email, password })
  if (next === null) await rereadEverything()
  return next
}

export async function completeSignIn(token: string, code: string): Promise<void> {
  await identity.call('completeSignIn', { token, code })
  await rereadEverything()
}

export async function signInWithPasskey(how?: Pick<CredentialRequestOptions, 'mediation' | 'signal'>): Promise<void> {
  await identity.call('signInWithPasskey', await showPasskey(how))
  await rereadEverything()
}
