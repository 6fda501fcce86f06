import { identity } from './client.ts'
import { knowsPasskeys } from './this-device.ts'

interface PasskeyAnswer {
  readonly ceremony: string
  readonly response: Record<string, unknown>
}

/** Whether passkeys can be offered in the list that opens below a field. */
export async function offersPasskeysInFields(): Promise<boolean> {
  return knowsPasskeys() && ((await PublicKeyCredential.isConditionalMediationAvailable?.()) ?? false)
}

/** The browser shows what passkeys it has for this site; throws a DOMException when the person closes that. */
export async function showPasskey(how: Pick<CredentialRequestOptions, 'mediation' | 'signal'> = {}): Promise<PasskeyAnswer> {
  const { ceremony, options } = await identity.call('beginPasskey', {})
  const publicKey = PublicKeyCredential.parseRequestOptionsFromJSON(options as unknown as PublicKeyCredentialRequestOptionsJSON)
  return { ceremony, response: plain(await navigator.credentials.get({ publicKey, ...how })) }
}

/** Makes a passkey on this device or a security key; answers recovery codes with the first factor only. */
export async function makePasskey(name: string): Promise<readonly string[]> {
  const { ceremony, options } = await identity.call('beginPasskeyRegistration', {})
  const publicKey = PublicKeyCredential.parseCreationOptionsFromJSON(options as unknown as PublicKeyCredentialCreationOptionsJSON)
  const response = plain(await navigator.credentials.create({ publicKey }))
  const { codes } = await identity.call('addPasskey', { ceremony, name, response })
  return codes
}

function plain(credential: Credential | null): Record<string, unknown> {
  return credential ? ((credential as PublicKeyCredential).toJSON() as unknown as Record<string, unknown>) : {}
}
