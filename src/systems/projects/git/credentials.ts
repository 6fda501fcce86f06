/**
 * Removes what could be a secret from text that may contain repository
 * addresses: user info of http(s) addresses (tokens are used as user names
 * too), passwords of any scheme, and query strings.
 */
export function withoutCredentials(text: string): string {
  return text.replace(ADDRESS, (_whole, scheme: string, rest: string) => scheme + cleaned(scheme, rest))
}

const ADDRESS = /([a-z][a-z0-9+.-]*:\/\/)([^\s'"<>]+)/gi

// Over these a user name alone is an account such as "git", not a token.
const ACCOUNT_SCHEMES = new Set(['ssh://', 'git+ssh://', 'ssh+git://'])

function cleaned(scheme: string, rest: string): string {
  const pathStart = rest.search(/[/?#]/)
  const authority = pathStart < 0 ? rest : rest.slice(0, pathStart)
  const path = pathStart < 0 ? '' : rest.slice(pathStart)
  return cleanedAuthority(scheme, authority) + path.replace(/[?#].*$/, '')
}

function cleanedAuthority(scheme: string, authority: string): string {
  const at = authority.lastIndexOf('@')
  if (at < 0) return authority
  const host = authority.slice(at + 1)
  if (!ACCOUNT_SCHEMES.has(scheme.toLowerCase())) return host
  const account = authority.slice(0, at).split(':')[0] ?? ''
  return account === '' ? host : `${account}@${host}`
}
