import { ExpressionRefused } from '../../expressions/expression-error.ts'
import { expressionIn } from '../../expressions/template.ts'
import { tokenize, type Token } from '../../expressions/tokens.ts'
import { piecesOf } from './texts.ts'

interface Renaming {
  readonly from: string
  readonly to: string
  readonly ids: ReadonlySet<string>
}

/** An expression in which `steps.from` reads `steps.to`. What cannot be read stays as it is. */
export function renameInExpression(expression: string, renaming: Renaming): string {
  const places = safely(() => references(expression, renaming))
  return places === null ? expression : replaced(expression, places)
}

/** The same for a text with expressions in it. */
export function renameInText(text: string, renaming: Renaming): string {
  const pieces = safely(() => piecesOf(text))
  if (pieces === null || pieces.every(({ kind }) => kind === 'text')) return text
  const whole = expressionIn(text)
  if (whole !== null && pieces.length === 1) return text.replace(whole, () => renameInExpression(whole, renaming))
  const changes = pieces.flatMap((piece) => {
    if (piece.kind === 'text') return []
    const start = text.indexOf(piece.text, piece.at)
    return [{ start, end: start + piece.text.length, text: renameInExpression(piece.text, renaming) }]
  })
  return replaced(text, changes)
}

interface Place {
  readonly start: number
  readonly end: number
  readonly text: string
}

function references(expression: string, renaming: Renaming): Place[] {
  const found: Place[] = []
  const inside = (tokens: readonly Token[]): void => {
    tokens.forEach((token, index) => {
      if (token.kind === 'string') for (const part of token.parts) if (typeof part !== 'string') inside(part)
      if (!isSteps(token, tokens[index - 1])) return
      const place = referenceAfter(expression, tokens.slice(index + 1, index + 3), renaming)
      if (place !== null) found.push(place)
    })
  }
  inside(tokenize(expression))
  return found
}

/** `steps` on its own, or `$context.steps`. */
function isSteps(token: Token, before: Token | undefined): boolean {
  if (token.kind === 'name') return token.name === 'steps'
  return token.kind === 'field' && token.name === 'steps' && before?.kind === 'variable' && before.name === 'context'
}

function referenceAfter(expression: string, [next, inner]: readonly Token[], { from, to, ids }: Renaming): Place | null {
  if (next?.kind === 'field') {
    const rest = expression.slice(next.start + 1)
    const written = [...ids]
      .filter((id) => rest.startsWith(id) && !/^[\w]/.test(rest.slice(id.length)))
      .sort((left, right) => right.length - left.length)[0]
    return written === from ? { start: next.start, end: next.start + 1 + from.length, text: `.${to}` } : null
  }
  const bracket = next?.kind === 'operator' && next.name === '['
  if (!bracket || inner?.kind !== 'string' || inner.parts.length !== 1 || inner.parts[0] !== from) return null
  return { start: inner.start, end: inner.end, text: JSON.stringify(to) }
}

function replaced(text: string, places: readonly Place[]): string {
  return [...places]
    .sort((left, right) => right.start - left.start)
    .reduce((result, { start, end, text: next }) => result.slice(0, start) + next + result.slice(end), text)
}

function safely<T>(work: () => T): T | null {
  try {
    return work()
  } catch (error) {
    if (error instanceof ExpressionRefused) return null
    throw error
  }
}
