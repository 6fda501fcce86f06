import type { SecondStep } from '../client.ts'

const factors = ['totp', 'passkey', 'recovery'] as const

/** The second step that a provider's answer left in the fragment: `#step=…&factors=totp,recovery&return=/projects`. */
export function stepOf(hash: string): { readonly step: SecondStep; readonly returnTo: string } | null {
  const fields = new URLSearchParams(hash.slice(1))
  const token = fields.get('step')
  if (!token) return null
  const given = (fields.get('factors') ?? '').split(',')
  return { step: { token, factors: factors.filter((one) => given.includes(one)) }, returnTo: localPath(fields.get('return')) }
}

/** A page of ours; anything that a browser could take for another site is the first page. */
export function localPath(path: string | null): string {
  return path && /^\/(?![/\\])[\x21-\x5b\x5d-\x7e]*$/.test(path) ? path : '/'
}
