import type { ProviderKind } from './port.ts'

interface Preset {
  readonly name: string
  /** Null where each installation has its own. */
  readonly issuer: string | null
}

export const presets: Readonly<Record<ProviderKind, Preset>> = {
  google: { name: 'Google', issuer: 'https://accounts.google.com' },
  microsoft: { name: 'Microsoft', issuer: null },
  github: { name: 'GitHub', issuer: 'https://github.com' },
  openid: { name: 'OpenID Connect', issuer: null },
}

const loopback = new Set(['localhost', '127.0.0.1', '[::1]'])

/** https, or http to this very machine, where nobody is on the way. */
export function isSafeAddress(text: string): boolean {
  const url = URL.parse(text)
  if (!url || url.username !== '' || url.password !== '') return false
  return url.protocol === 'https:' || (url.protocol === 'http:' && loopback.has(url.hostname))
}

/** What is wrong with an issuer, as a sentence; null when nothing is. */
export function faultOfIssuer(kind: ProviderKind, issuer: string): string | null {
  if (!isSafeAddress(issuer)) return 'The issuer must be an https address; plain http is for a provider on this machine only.'
  // Under these names any Microsoft account of the world would be vouched for by one issuer that is none.
  if (kind === 'microsoft' && /\/(common|organizations|consumers)(\/|$)/.test(issuer))
    return 'Name your own tenant: https://login.microsoftonline.com/<tenant id>/v2.0'
  return null
}
