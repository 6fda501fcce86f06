/** One directive of a go.mod, also where it stands in a block. */
export type GoLine = { directive: string; words: string[]; comment: string; line: number }

const directives = new Set(['module', 'go', 'toolchain', 'godebug', 'require', 'exclude', 'replace', 'retract', 'tool', 'ignore'])

/** Reads go.mod line by line: `directive words // comment`, or `directive (` … `)` around lines of words. */
export function readGoLines(text: string): { lines: GoLine[]; oddLine: number | null } {
  const lines: GoLine[] = []
  let block: string | null = null
  let oddLine: number | null = null
  for (const [i, raw] of text.split('\n').entries()) {
    const slashes = raw.indexOf('//')
    const body = (slashes < 0 ? raw : raw.slice(0, slashes)).trim()
    const comment = slashes < 0 ? '' : raw.slice(slashes + 2).trim()
    if (body === '') continue
    if (body === ')') {
      block = null
      continue
    }
    const words = body.split(/\s+/).map(unquoted)
    const directive: string = block ?? words.shift()!
    if (!directives.has(directive)) oddLine ??= i + 1
    else if (words[0] === '(' && block === null) block = directive
    else lines.push({ directive, words, comment, line: i + 1 })
  }
  if (block !== null) oddLine ??= text.split('\n').length
  return { lines, oddLine }
}

function unquoted(word: string): string {
  return /^(".*"|`.*`)$/.test(word) ? word.slice(1, -1) : word
}
