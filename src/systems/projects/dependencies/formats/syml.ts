/** One entry of a yarn lockfile: the ranges it answers, its plain fields, its nested tables. */
export type SymlEntry = { keys: string[]; line: number; fields: Map<string, string>; tables: Map<string, Map<string, string>> }

/**
 * Reads yarn.lock, of yarn 1 (`name "value"`) as of berry (`name: value`), line by line:
 * a cut or odd line costs that line only.
 */
export function readSyml(text: string): { entries: SymlEntry[]; oddLine: number | null } {
  const entries: SymlEntry[] = []
  let entry: SymlEntry | null = null
  let table: Map<string, string> | null = null
  let oddLine: number | null = null
  let line = 0
  for (let start = 0, end = 0; start < text.length; start = end + 1) {
    end = text.indexOf('\n', start)
    if (end < 0) end = text.length
    line++
    const indent = indentOf(text, start, end)
    if (indent < 0) continue
    const content = text.slice(start + indent, end).trimEnd()
    if (indent === 0) {
      if (content === ':') continue
      // A key too long for plain YAML stands behind "? ", its colon on the next line.
      entry = /:$|^\? /.test(content) ? { keys: keysOf(content), line, fields: new Map(), tables: new Map() } : null
      table = null
      if (entry) entries.push(entry)
      else oddLine ??= line
    } else if (entry) {
      table = readField(content, { entry, table: indent > 2 ? table : null })
    }
  }
  return { entries, oddLine }
}

/** Lines of comments and blanks count as absent (-1). */
function indentOf(text: string, start: number, end: number): number {
  let at = start
  while (at < end && text.charCodeAt(at) === 32) at++
  return at === end || text[at] === '#' ? -1 : at - start
}

type Place = { entry: SymlEntry; table: Map<string, string> | null }

/** Returns the table that deeper lines fill. Keys nested below a table's keys (dependenciesMeta) join it as lines. */
function readField(content: string, { entry, table }: Place): Map<string, string> | null {
  const name = content[0] === '"' ? content.slice(1, content.indexOf('"', 1)) : /^[^\s:]+/.exec(content)?.[0]
  if (!name) return table
  const rest = content.slice(content[0] === '"' ? name.length + 2 : name.length).replace(/^:?\s*/, '')
  if (table) {
    table.set(rest === '' ? name : nestedName(table, name), unquoted(rest))
    return table
  }
  if (rest !== '') {
    entry.fields.set(name, unquoted(rest))
    return null
  }
  const added = new Map<string, string>()
  entry.tables.set(name, added)
  return added
}

/** `optional: true` below a package's name inside dependenciesMeta becomes `name.optional`. */
function nestedName(table: Map<string, string>, name: string): string {
  if (name !== 'optional' && name !== 'built' && name !== 'unplugged') return name
  const owner = [...table.keys()].at(-1)
  return owner !== undefined && table.get(owner) === '' ? `${owner}.${name}` : name
}

/** Yarn 1 quotes each range, berry all ranges of an entry together. */
function keysOf(header: string): string[] {
  const written = header.replace(/^\? /, '').replace(/:$/, '')
  const parts = (written.match(/"[^"]*"|[^",\s][^",]*/g) ?? []).map(unquoted)
  return parts.length === 1 && written.startsWith('"') ? parts[0]!.split(/,\s*/) : parts
}

function unquoted(text: string): string {
  return text.length > 1 && text[0] === '"' && text.endsWith('"') ? text.slice(1, -1).replaceAll('\\"', '"') : text
}
