import { ExpressionRefused } from './expression-error.ts'
import type { Json, JsonObject } from './json.ts'

/** The expression inside of a text that is one `${ … }` as a whole, or null for any other text. */
export function expressionIn(text: string): string | null {
  return WHOLE.exec(text)?.[1]?.trim() ?? null
}

const WHOLE = /^\s*\$\{([\s\S]+)\}\s*$/

/** For places that always hold an expression: the `${ }` around it is optional there. */
export function expressionOf(text: string): string {
  return expressionIn(text) ?? text.trim()
}

export interface Found {
  readonly path: readonly (string | number)[]
  readonly expression: string
}

/** Every `${ … }` in a value, with the path that leads to it. */
export function findExpressions(value: Json, path: readonly (string | number)[] = []): Found[] {
  if (typeof value === 'string') {
    const expression = expressionIn(value)
    return expression === null ? [] : [{ path, expression }]
  }
  if (Array.isArray(value)) return value.flatMap((item, index) => findExpressions(item, [...path, index]))
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, member]) => findExpressions(member, [...path, key]))
}

/** A copy of a value in which every `${ … }` is replaced by what `evaluate` makes of it; other texts stay. */
export async function fillTemplate(value: Json, evaluate: (expression: string) => Json | Promise<Json>): Promise<Json> {
  if (typeof value === 'string') {
    const expression = expressionIn(value)
    return expression === null ? value : evaluate(expression)
  }
  if (Array.isArray(value)) {
    const items: Json[] = []
    for (const item of value) items.push(await fillTemplate(item, evaluate))
    return items
  }
  if (typeof value !== 'object' || value === null) return value
  const entries: [string, Json][] = []
  for (const [key, member] of Object.entries(value)) entries.push([key, await fillTemplate(member, evaluate)])
  return Object.fromEntries(entries) as JsonObject
}

export type TextPiece = { kind: 'text'; text: string } | { kind: 'expression'; text: string; at: number }

/**
 * Cuts `Hello ${ .name }!` into its pieces. `$${` stands for `${` itself.
 * Throws ExpressionRefused when a `${` is not closed.
 */
export function cutText(text: string): TextPiece[] {
  const pieces: TextPiece[] = []
  let plain = ''
  let at = 0
  while (at < text.length) {
    if (text.startsWith('$${', at)) {
      plain += '${'
      at += 3
    } else if (text.startsWith('${', at)) {
      const end = closingBrace(text, at + 2)
      if (plain !== '') pieces.push({ kind: 'text', text: plain })
      pieces.push({ kind: 'expression', text: text.slice(at + 2, end).trim(), at: at + 2 })
      plain = ''
      at = end + 1
    } else {
      plain += text[at]
      at += 1
    }
  }
  if (plain !== '') pieces.push({ kind: 'text', text: plain })
  return pieces
}

/** Where the `}` is that ends the expression starting at `from`; braces and quotes inside of it are skipped. */
function closingBrace(text: string, from: number): number {
  const open: string[] = []
  for (let at = from; at < text.length; at += 1) {
    const character = text[at]!
    const inString = open.at(-1) === '"'
    if (inString && character === '\\') {
      if (text[at + 1] === '(') open.push('(')
      at += 1
    } else if (character === '"') {
      if (inString) open.pop()
      else open.push('"')
    } else if (!inString) {
      if (character === '}' && open.length === 0) return at
      if ('({['.includes(character)) open.push(character)
      else if (')}]'.includes(character)) open.pop()
    }
  }
  throw new ExpressionRefused('syntax', 'The "${" has no closing "}"', from - 2)
}
