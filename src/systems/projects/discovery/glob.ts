/** Compiles a path pattern with `*`, `**`, `?`, `[a-z]` and `{a,b}`. Matches a whole path with `/` between names. */
export function compileGlob(pattern: string): RegExp {
  const bodies = expandBraces(pattern).map((one) => globBody(one.replace(/^\.\//, '').replace(/\/+$/, '')))
  return new RegExp(`^(?:${bodies.join('|')})$`)
}

/** The text of a regular expression for a pattern without braces; `*` and `?` never match `/`. */
export function globBody(pattern: string): string {
  let body = ''
  let at = 0
  while (at < pattern.length) {
    const [piece, length] = next(pattern, at)
    body += piece
    at += length
  }
  return body
}

function next(pattern: string, at: number): [piece: string, length: number] {
  const atStart = at === 0 || pattern[at - 1] === '/'
  if (atStart && pattern.startsWith('**/', at)) return ['(?:[^/]+/)*', 3]
  if (atStart && pattern.slice(at) === '**') return ['.*', 2]
  const character = pattern[at] ?? ''
  if (character === '*') return ['[^/]*', /^\*+/.exec(pattern.slice(at))?.[0].length ?? 1]
  if (character === '?') return ['[^/]', 1]
  if (character === '[') return characterClass(pattern, at)
  if (character === '\\' && at + 1 < pattern.length) return [escape(pattern[at + 1] ?? ''), 2]
  return [escape(character), 1]
}

function characterClass(pattern: string, at: number): [piece: string, length: number] {
  const found = /^\[([!^]?)((?:\[:\w+:\]|\]|[^\]])(?:\[:\w+:\]|[^\]])*)\]/.exec(pattern.slice(at))
  // Without its end it matches nothing, as in git.
  if (!found?.[2]) return ['(?!)', 1]
  const inner = found[2].replace(/\[:(\w+):\]|[\\\]^[]/g, (piece, name?: string) => (name ? (classes[name] ?? '') : `\\${piece}`))
  const whole = `[${found[1] ? '^' : ''}${inner}]`
  return [isValid(whole) ? `(?!/)${whole}` : '(?!)', found[0].length]
}

const classes: Record<string, string> = { digit: '0-9', alpha: 'a-zA-Z', alnum: 'a-zA-Z0-9', upper: 'A-Z', lower: 'a-z' }

function isValid(source: string): boolean {
  try {
    return new RegExp(source) instanceof RegExp
  } catch {
    return false
  }
}

function escape(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&')
}

// A pattern of many groups grows by multiplication; beyond this it is read literally.
const mostAlternatives = 64

function expandBraces(pattern: string): string[] {
  let patterns = [pattern]
  for (let round = 0; round < 8; round++) {
    const wider = patterns.flatMap((one) => {
      const group = /\{([^{}]*,[^{}]*)\}/.exec(one)
      if (!group?.[1]) return [one]
      const [before, after] = [one.slice(0, group.index), one.slice(group.index + group[0].length)]
      return group[1].split(',').map((choice) => before + choice + after)
    })
    if (wider.length === patterns.length || wider.length > mostAlternatives) return patterns
    patterns = wider
  }
  return patterns
}
