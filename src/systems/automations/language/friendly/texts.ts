import { ExpressionRefused } from '../../expressions/expression-error.ts'
import type { Json, JsonObject } from '../../expressions/json.ts'
import { cutText, expressionIn, type TextPiece } from '../../expressions/template.ts'
import { tokenize } from '../../expressions/tokens.ts'
import { toFriendly, toStandard } from './short-names.ts'

/** The pieces of a text; one expression as a whole is told from text with expressions in it. */
export function piecesOf(text: string): TextPiece[] {
  const whole = expressionIn(text)
  if (whole !== null && cutText(text.trim()).length === 1) return [{ kind: 'expression', text: whole, at: text.indexOf(whole) }]
  return cutText(text)
}

/** A friendly text as the DSL has it: `Hello ${ inputs.name }!` becomes one expression with a string in it. */
export function standardText(text: string, stepIds: ReadonlySet<string>): string {
  const pieces = piecesOf(text)
  if (pieces.every(({ kind }) => kind === 'text')) return literal(pieces.map((piece) => piece.text).join(''))
  const [only] = pieces
  if (pieces.length === 1 && only !== undefined) return wrapped(toStandard(only.text, stepIds).text)
  const inner = pieces.map((piece) =>
    piece.kind === 'text' ? JSON.stringify(piece.text).slice(1, -1) : `\\(${toStandard(piece.text, stepIds).text})`,
  )
  return wrapped(`"${inner.join('')}"`)
}

/** Plain text, unless the DSL would take it for an expression. */
function literal(text: string): string {
  return expressionIn(text) === null ? text : wrapped(JSON.stringify(text))
}

export function wrapped(expression: string): string {
  return `\${ ${expression} }`
}

/** Every text of a value as the DSL has it; keys stay. */
export function standardValue(value: Json, stepIds: ReadonlySet<string>): Json {
  return mapTexts(value, (text) => standardText(text, stepIds))
}

/** The way back for a value of the DSL. */
export function friendlyValue(value: Json, stepIds: ReadonlySet<string>): Json {
  return mapTexts(value, (text) => friendlyText(text, stepIds))
}

function friendlyText(text: string, stepIds: ReadonlySet<string>): string {
  const expression = expressionIn(text)
  if (expression === null) return escaped(text)
  const plain = plainString(expression)
  if (plain !== null && expressionIn(plain) !== null) return escaped(plain)
  const mixed = mixedText(expression, stepIds)
  if (mixed !== null && safely(null, () => standardText(mixed, stepIds)) === text) return mixed
  return safely(text, () => wrapped(toFriendly(expression, stepIds)))
}

/** `"Hello \\(.name)!"` as `Hello ${ .name }!`. Null when the expression is anything but one string. */
function mixedText(expression: string, stepIds: ReadonlySet<string>): string | null {
  const tokens = safely(null, () => tokenize(expression))
  const [string, end] = tokens ?? []
  if (tokens?.length !== 2 || string?.kind !== 'string' || end?.kind !== 'end') return null
  const parts = string.parts.map((part) => {
    if (typeof part === 'string') return escaped(part)
    const inner = expression.slice(part[0]!.start, part.at(-1)!.start).trim()
    return wrapped(safely(inner, () => toFriendly(inner, stepIds)))
  })
  return parts.length > 1 ? parts.join('') : null
}

/** `${` that is meant as text. A function, because `$$` has a meaning of its own in replacements. */
function escaped(text: string): string {
  return text.replaceAll('${', () => '$${')
}

function plainString(expression: string): string | null {
  if (!/^"(?:[^"\\]|\\[^(])*"$/.test(expression)) return null
  return safely(null, () => JSON.parse(expression) as string)
}

function safely<T>(otherwise: T, work: () => T): T {
  try {
    return work()
  } catch (error) {
    if (error instanceof ExpressionRefused || error instanceof SyntaxError) return otherwise
    throw error
  }
}

export function mapTexts(value: Json, change: (text: string) => string): Json {
  if (typeof value === 'string') return change(value)
  if (Array.isArray(value)) return value.map((item) => mapTexts(item, change))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, mapTexts(member, change)])) as JsonObject
}

/** A condition or a source, whose `${ }` is left away in friendly texts. */
export function standardCondition(expression: string, stepIds: ReadonlySet<string>): string {
  return wrapped(toStandard(expression, stepIds).text)
}

export function friendlyCondition(text: string, stepIds: ReadonlySet<string>): string {
  const expression = expressionIn(text) ?? text
  return safely(expression, () => toFriendly(expression, stepIds))
}
