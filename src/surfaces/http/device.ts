const browsers = [
  ['Edg/', 'Edge'],
  ['OPR/', 'Opera'],
  ['Firefox/', 'Firefox'],
  ['Chrome/', 'Chrome'],
  ['Safari/', 'Safari'],
  ['curl/', 'curl'],
  ['optimus/', 'Command line'],
] as const
const platforms = [
  ['Android', 'Android'],
  ['iPhone', 'iPhone'],
  ['iPad', 'iPad'],
  ['Windows', 'Windows'],
  ['Mac OS', 'macOS'],
  ['Linux', 'Linux'],
] as const

const known = new Map<string, string>()
const mostKnown = 200

/** "Firefox on Linux", as far as a User-Agent tells. Few kinds of callers call often, so the last ones are kept. */
export function deviceOf(userAgent: string | undefined): string {
  if (!userAgent) return 'Unknown device'
  const found = known.get(userAgent)
  if (found !== undefined) return found
  const device = read(userAgent)
  if (known.size >= mostKnown) known.clear()
  if (userAgent.length < 300) known.set(userAgent, device)
  return device
}

function read(userAgent: string): string {
  const browser = browsers.find(([mark]) => userAgent.includes(mark))?.[1]
  const platform = platforms.find(([mark]) => userAgent.includes(mark))?.[1]
  return [browser ?? userAgent.split(/[ /]/)[0]!.slice(0, 40), platform].filter(Boolean).join(' on ')
}
