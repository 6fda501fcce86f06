/** One `[section "subsection"]` of a git config file; keys are lower case, as git compares them. */
export type ConfigSection = { section: string; name?: string; values: Record<string, string> }

/** Reads config and .gitmodules text. Includes are not followed: what they name may lie anywhere. */
export function parseGitConfig(text: string): ConfigSection[] {
  const sections: ConfigSection[] = []
  for (const raw of text.replace(/\\\r?\n/g, '').split(/\r?\n/)) {
    const line = raw.trim()
    if (line === '' || line.startsWith('#') || line.startsWith(';')) continue
    const header = /^\[\s*([^\s"\]]+)\s*(?:"((?:[^"\\]|\\.)*)")?\s*\](.*)$/.exec(line)
    if (header?.[1]) {
      const name = header[2]?.replace(/\\(.)/g, '$1')
      sections.push({ section: header[1].toLowerCase(), name, values: {} })
    }
    const pair = /^([A-Za-z][A-Za-z0-9-]*)\s*(?:=\s*(.*))?$/.exec(header ? (header[3] ?? '').trim() : line)
    const current = sections.at(-1)
    if (pair?.[1] && current) current.values[pair[1].toLowerCase()] = unquote(pair[2] ?? 'true')
  }
  return sections
}

function unquote(value: string): string {
  let text = ''
  let quoted = false
  for (let at = 0; at < value.length; at++) {
    const character = value[at] ?? ''
    if (character === '"') quoted = !quoted
    else if (character === '\\') text += escapes[value[++at] ?? ''] ?? value[at] ?? ''
    else if (!quoted && (character === '#' || character === ';')) break
    else text += character
  }
  return text.trim()
}

const escapes: Record<string, string> = { n: '\n', t: '\t', b: '\b' }
