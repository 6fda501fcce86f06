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

/** "Firefox on Linux", as far as a User-Agent tells. */
export function deviceOf(userAgent: string | undefined): string {
  if (!userAgent) return 'Unknown device'
  const browser = browsers.find(([mark]) => userAgent.includes(mark))?.[1]
  const platform = platforms.find(([mark]) => userAgent.includes(mark))?.[1]
  return [browser ?? userAgent.split(/[ /]/)[0]!.slice(0, 40), platform].filter(Boolean).join(' on ')
}
