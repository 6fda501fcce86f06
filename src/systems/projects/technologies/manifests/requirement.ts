/**
 * A Python requirement, `Name[extra]==1.0; marker`, as its name and as each `name[extra]`. The version is exact where
 * one is pinned, else the range. Nothing for text that is no requirement.
 */
export function parseRequirement(text: string): { name: string; version: string | null }[] {
  const egg = /#egg=([A-Za-z0-9._-]+)/.exec(text)
  if (egg?.[1]) return [{ name: egg[1], version: null }]
  const plain = text.replace(/(?:^|\s)#.*$/, '').trim()
  const found = /^([A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?)\s*(?:\[([^\]]*)\])?\s*(.*)$/.exec(plain)
  const name = found?.[1]
  const rest = found?.[3]?.split(';')[0]?.trim() ?? ''
  if (!name || !/^(?:$|@|\(?\s*[=<>!~])/.test(rest)) return []
  const extras = (found[2] ?? '').split(',').map((one) => one.trim())
  return [{ name, version: parseSpecifier(rest) }, ...extras.filter(Boolean).map((extra) => ({ name: `${name}[${extra}]`, version: null }))]
}

/** `==1.0` as 1.0, a range as it is, anything else as unknown. */
export function parseSpecifier(text: string): string | null {
  const plain = text.replace(/[()\s]|--hash.*$|\\$/g, '')
  const exact = /^={2,3}v?(\d[\w.+!-]*)$/.exec(plain)
  if (exact?.[1]) return exact[1]
  return /^[<>=!~^]*\d/.test(plain) ? plain : null
}
