import { word } from './words.ts'

export interface AccountFields {
  readonly name: string
  readonly email: string
  readonly password: string
}

/** The shortest password the server takes. */
const shortest = 15

/** What does not fit yet, as sentences beside the fields. */
export function accountErrors<F extends Partial<AccountFields>>(fields: F): Partial<Record<keyof F, string>> {
  const names = Object.keys(fields) as (keyof F & keyof AccountFields)[]
  const found = names.map((name) => [name, fieldError(name, fields[name] ?? '')] as const)
  return Object.fromEntries(found.filter(([, error]) => error)) as Partial<Record<keyof F, string>>
}

function fieldError(name: keyof AccountFields, value: string): string | undefined {
  if (value.trim() === '') return word('missing')
  if (name === 'email' && !value.includes('@')) return word('notmail')
  const lacking = shortest - Array.from(value).length
  return name === 'password' && lacking > 0 ? word('password.short', { count: lacking }) : undefined
}

/** The token of `#token=…`: behind the # no server, proxy or log sees it. */
export function linkToken(hash: string): string | null {
  return new URLSearchParams(hash.slice(1)).get('token') || null
}
