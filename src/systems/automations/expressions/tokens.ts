import { ExpressionRefused } from './expression-error.ts'

export type Token =
  | { kind: 'number'; start: number; end: number; value: number; canonical: boolean }
  | { kind: 'string'; start: number; end: number; parts: StringPart[] }
  | { kind: 'field'; start: number; end: number; name: string }
  | { kind: 'variable'; start: number; end: number; name: string }
  | { kind: 'format'; start: number; end: number; name: string }
  | { kind: 'name'; start: number; end: number; name: string }
  | { kind: 'keyword'; start: number; end: number; name: string }
  | { kind: 'operator'; start: number; end: number; name: string }
  | { kind: 'end'; start: number; end: number }

/** A piece of a string literal: plain text, or the tokens of one `\( … )`. */
export type StringPart = string | Token[]

const KEYWORDS = new Set('def if then elif else end as reduce foreach try catch label and or import include module __loc__'.split(' '))
const OPERATORS = ['?//', '//=', '|=', '+=', '-=', '*=', '/=', '%=', '==', '!=', '<=', '>=', '//', '..']
const SINGLE = new Set('.[](){},;:|+-*/%<>=?'.split(''))
const SPACE = /[ \t\r\n]/
const NUMBER = /(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?/y
const NAME = /[A-Za-z_]\w*(?:::[A-Za-z_]\w*)*/y
const ESCAPES: Record<string, string> = {
  '"': '"',
  '\\': '\\',
  '/': '/',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
}

/** Splits jq text into tokens. Throws ExpressionRefused with the offset of the first character that does not fit. */
export function tokenize(text: string): Token[] {
  const { tokens, next } = readTokens(text, 0, 0)
  if (next < text.length) throw new ExpressionRefused('syntax', 'There is a ")" too many', next)
  return tokens
}

const MAX_NESTED_STRINGS = 20

function readTokens(text: string, from: number, nesting: number): { tokens: Token[]; next: number } {
  if (nesting > MAX_NESTED_STRINGS) throw new ExpressionRefused('syntax', 'Strings are nested too deeply', from)
  const tokens: Token[] = []
  let open = 0
  let at = skipSpace(text, from)
  while (at < text.length) {
    const character = text[at]!
    if (character === '(') open += 1
    if (character === ')' && open-- === 0) break
    const token = character === '"' ? readString(text, at, nesting) : readToken(text, at)
    tokens.push(token)
    at = skipSpace(text, token.end)
  }
  tokens.push({ kind: 'end', start: at, end: at })
  return { tokens, next: at }
}

function skipSpace(text: string, from: number): number {
  let at = from
  while (at < text.length) {
    if (text[at] === '#') {
      while (at < text.length && text[at] !== '\n') at += 1
    } else if (SPACE.test(text[at]!)) at += 1
    else break
  }
  return at
}

function readToken(text: string, start: number): Token {
  const character = text[start]!
  const number = match(NUMBER, text, start)
  if (number !== null) {
    const canonical = String(Number(number)) === number
    return { kind: 'number', start, end: start + number.length, value: Number(number), canonical }
  }
  if (character === '.' || character === '$' || character === '@') {
    const name = match(NAME, text, start + 1)
    const kind = character === '.' ? 'field' : character === '$' ? 'variable' : 'format'
    if (name !== null && !(kind === 'field' && name.includes('::'))) return { kind, start, end: start + 1 + name.length, name }
    if (character !== '.') throw new ExpressionRefused('syntax', `A name has to follow "${character}"`, start)
  }
  const name = match(NAME, text, start)
  if (name !== null) return { kind: KEYWORDS.has(name) ? 'keyword' : 'name', start, end: start + name.length, name }
  return readOperator(text, start)
}

function readOperator(text: string, start: number): Token {
  const long = OPERATORS.find((operator) => text.startsWith(operator, start))
  const name = long ?? text[start]!
  if (long === undefined && !SINGLE.has(name)) {
    const advice = name === "'" ? 'Strings are written in double quotes' : `"${name}" has no meaning here`
    throw new ExpressionRefused('syntax', advice, start)
  }
  return { kind: 'operator', start, end: start + name.length, name }
}

function match(pattern: RegExp, text: string, at: number): string | null {
  pattern.lastIndex = at
  return pattern.exec(text)?.[0] ?? null
}

function readString(text: string, start: number, nesting: number): Token {
  const parts: StringPart[] = []
  let plain = ''
  let at = start + 1
  while (at < text.length && text[at] !== '"') {
    if (text[at] !== '\\') {
      plain += text[at]
      at += 1
    } else if (text[at + 1] === '(') {
      const inner = readTokens(text, at + 2, nesting + 1)
      if (text[inner.next] !== ')') throw new ExpressionRefused('syntax', 'The "\\(" has no closing ")"', at)
      parts.push(plain, inner.tokens)
      plain = ''
      at = inner.next + 1
    } else {
      const escape = readEscape(text, at)
      plain += escape.text
      at = escape.next
    }
  }
  if (at >= text.length) throw new ExpressionRefused('syntax', 'The string has no closing quote', start)
  parts.push(plain.toWellFormed())
  return { kind: 'string', start, end: at + 1, parts }
}

function readEscape(text: string, at: number): { text: string; next: number } {
  const code = text[at + 1] ?? ''
  const simple = ESCAPES[code]
  if (simple !== undefined) return { text: simple, next: at + 2 }
  const hex = text.slice(at + 2, at + 6)
  if (code === 'u' && /^[0-9a-fA-F]{4}$/.test(hex)) return { text: String.fromCharCode(Number.parseInt(hex, 16)), next: at + 6 }
  throw new ExpressionRefused('syntax', `"\\${code}" is not an escape that strings know`, at)
}
