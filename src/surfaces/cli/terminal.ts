/** What the terminal can show. */
export interface Terminal {
  /** Columns; null when the output is not read by a person at a terminal, so that nothing is cut off. */
  readonly width: number | null
  readonly colour: boolean
}

export type Tone = 'good' | 'bad' | 'warm' | 'quiet' | 'strong' | 'plain'

const codes: Record<Tone, [number, number] | null> = {
  good: [32, 39],
  bad: [31, 39],
  warm: [33, 39],
  quiet: [2, 22],
  strong: [1, 22],
  plain: null,
}

export function terminalOf(stream: NodeJS.WriteStream, env: NodeJS.ProcessEnv): Terminal {
  const isTerminal = stream.isTTY === true
  const forced = Boolean(env['FORCE_COLOR']) && env['FORCE_COLOR'] !== '0'
  const colour = !env['NO_COLOR'] && env['TERM'] !== 'dumb' && (isTerminal || forced)
  const columns = Number(env['COLUMNS'])
  return { width: isTerminal ? stream.columns || columns || 80 : columns > 0 ? columns : null, colour }
}

export function paint(terminal: Terminal, tone: Tone, text: string): string {
  const code = codes[tone]
  return terminal.colour && code && text !== '' ? `\u001B[${code[0]}m${text}\u001B[${code[1]}m` : text
}

/** Text of others without control characters: a project's name must not steer the terminal. */
export function clean(text: string): string {
  return text.replace(/(?![\t\n])[\p{Cc}\u200E\u200F\u202A-\u202E\u2066-\u2069]/gu, '\uFFFD')
}

/** Columns a text takes: East Asian wide signs and emoji two, combining marks none. */
export function widthOf(text: string): number {
  let width = 0
  for (const sign of text) width += signWidth(sign)
  return width
}

function signWidth(sign: string): number {
  const code = sign.codePointAt(0)!
  if (code < 0x300) return 1
  if (/\p{Mn}|\p{Me}|\p{Cf}/u.test(sign)) return 0
  const isWide = (code >= 0x1100 && code <= 0x115f) || (code >= 0x2e80 && code <= 0xa4cf) || (code >= 0xac00 && code <= 0xd7a3)
  return isWide || (code >= 0xf900 && code <= 0xfaff) || (code >= 0xfe30 && code <= 0xff60) || code >= 0x1f300 ? 2 : 1
}

/** At most so many columns; what is cut off shows as an ellipsis. */
export function fit(text: string, width: number): string {
  if (widthOf(text) <= width) return text
  let kept = ''
  let used = 0
  for (const sign of text) {
    const next = signWidth(sign)
    if (used + next > width - 1) break
    kept += sign
    used += next
  }
  return `${kept.trimEnd()}…`
}

export function pad(text: string, width: number, right = false): string {
  const gap = ' '.repeat(Math.max(0, width - widthOf(text)))
  return right ? gap + text : text + gap
}

/** Breaks a text into lines of at most so many columns. */
export function wrap(text: string, width: number): string[] {
  const lines: string[] = []
  let line = ''
  for (const word of text.split(' ')) {
    if (line !== '' && widthOf(line) + 1 + widthOf(word) > width) {
      lines.push(line)
      line = word
    } else line = line === '' ? word : `${line} ${word}`
  }
  return [...lines, line]
}
