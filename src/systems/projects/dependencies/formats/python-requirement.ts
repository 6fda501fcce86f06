import type { Origin } from '../graph.ts'

/** One requirement as PEP 508 writes it, or as pip's own additions do (paths, addresses, #egg=). */
export type PythonRequirement = {
  name: string
  extras: string[]
  specifier: string
  marker: string
  version: string | null
  origin: Origin
  source: string | null
}

const named = /^([A-Za-z0-9](?:[\w.-]*[A-Za-z0-9])?)\s*(?:\[([^\]]*)\])?\s*(.*)$/s
const address = /^(?:(?:git|hg|svn|bzr)\+|https?:\/\/|file:|git@)/
const path = /^(?:\.{0,2}\/|\.{1,2}(?:$|\[)|[A-Za-z]:\\)|\.(?:whl|zip|tar\.gz)(?:$|\s)/

/** null where the text is no requirement at all. */
export function readRequirement(written: string): PythonRequirement | null {
  const [body, marker] = splitMarker(written.trim())
  if (address.test(body) || (path.test(body) && !/^[\w.-]+\s*(?:\[[^\]]*\])?\s*@/.test(body))) return located(body, marker)
  const found = named.exec(body)
  if (!found) return null
  const rest = found[3]!.trim()
  const parsed = { name: found[1]!, extras: extrasOf(found[2]), marker }
  if (rest.startsWith('@')) return { ...located(rest.slice(1).trim(), marker), ...parsed }
  const specifier = rest.replace(/^\((.*)\)$/s, '$1').trim()
  if (specifier !== '' && !/^(?:[<>=!~^]|\d|\*)/.test(specifier)) return null
  return { ...parsed, specifier, version: exactVersion(specifier), origin: 'registry', source: null }
}

/** The version if the specifier allows one alone: `==1.2.3`, but not `==1.2.*`. */
export function exactVersion(specifier: string): string | null {
  return /^={2,3}\s*([^\s,*]+)$/.exec(specifier)?.[1] ?? null
}

/** A marker stands behind a semicolon, which in an address needs a space before it. */
function splitMarker(text: string): [string, string] {
  const at = /:\/\/|^[./]/.test(text) ? text.search(/\s;/) : text.indexOf(';')
  return at < 0 ? [text, ''] : [text.slice(0, at).trim(), text.slice(text.indexOf(';', at) + 1).trim()]
}

function located(body: string, marker: string): PythonRequirement {
  const egg = /[#&]egg=([\w.-]+)(?:\[([^\]]*)\])?/.exec(body)
  const bare = body.split('#', 1)[0]!
  const isRemote = address.test(body) && !body.startsWith('file:')
  const isVersioned = /^(?:git|hg|svn|bzr)\+|^git@/.test(body)
  const wheel = /([\w.]+)-(\d[\w.!+]*)(?:-[\w.-]+)?\.(?:whl|tar\.gz|zip)$/.exec(bare)
  return {
    name: egg?.[1] ?? wheel?.[1] ?? lastPart(bare),
    extras: extrasOf(egg?.[2]),
    specifier: bare,
    marker,
    version: wheel?.[2] ?? null,
    origin: isVersioned ? 'git' : isRemote ? 'url' : 'file',
    source: isRemote ? bare : null,
  }
}

function lastPart(text: string): string {
  const parts = text
    .replace(/@[^/@]*$/, '')
    .replace(/\[.*\]$/, '')
    .split(/[/\\]/)
    .filter((one) => one !== '' && one !== '.' && one !== '..')
  return (parts.at(-1) ?? '').replace(/\.git$/, '') || 'this project'
}

function extrasOf(text: string | undefined): string[] {
  return (text ?? '')
    .split(',')
    .map((one) => one.trim())
    .filter((one) => one !== '')
}
