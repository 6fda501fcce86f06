import { word } from './words.ts'

export interface OwnerFields {
  readonly name: string
  readonly email: string
  readonly password: string
}

/** The shortest password the server takes. */
const shortest = 15

/** What does not fit yet, as sentences beside the fields. */
export function ownerErrors(owner: OwnerFields): Partial<Record<keyof OwnerFields, string>> {
  const missing = (['name', 'email', 'password'] as const).filter((name) => owner[name].trim() === '')
  const errors: Partial<Record<keyof OwnerFields, string>> = Object.fromEntries(missing.map((name) => [name, word('setup.missing')]))
  if (owner.email && !owner.email.includes('@')) errors.email = word('setup.notmail')
  const lacking = shortest - Array.from(owner.password).length
  if (owner.password && lacking > 0) errors.password = word('setup.short', { count: lacking })
  return errors
}

/** The token of `/set-up?token=…` or `/set-up#token=…`. */
export function setUpToken(address: { readonly search: string; readonly hash: string }): string | null {
  const fragment = new URLSearchParams(address.hash.slice(1))
  return new URLSearchParams(address.search).get('token') || fragment.get('token') || null
}
