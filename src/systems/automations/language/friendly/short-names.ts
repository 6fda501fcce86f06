import { ExpressionRefused } from '../../expressions/expression-error.ts'
import { parseExpression } from '../../expressions/parser.ts'
import { walkSyntax, type Syntax } from '../../expressions/syntax.ts'
import { tokenize, type Token } from '../../expressions/tokens.ts'

/** Names that may be written without `$context.` in a friendly text, and what they stand for. */
const SHORT_NAMES: Readonly<Record<string, string>> = {
  steps: '$context.steps',
  inputs: '$context.inputs',
  trigger: '$context.trigger',
  secrets: '$secrets',
}

export interface StandardExpression {
  /** jq as the DSL has it. */
  readonly text: string
  /** Where a character of the jq text was in what was written. */
  readonly originalOffset: (offset: number) => number
}

/**
 * Turns `steps.run-tests.output` into `$context.steps["run-tests"].output`.
 * Throws ExpressionRefused with an offset into what was written.
 */
export function toStandard(written: string, stepIds: ReadonlySet<string>): StandardExpression {
  const dashes = applyChanges(written, dashedIds(written, stepIds))
  const tree = parseAt(dashes)
  const names: Change[] = []
  walkSyntax(tree, (node) => {
    if (node.kind === 'define' && Object.hasOwn(SHORT_NAMES, node.name))
      throw new ExpressionRefused('forbidden', `"${node.name}" has a meaning here; give the function another name`, node.at)
    if (node.kind !== 'call' || node.arguments.length > 0 || !Object.hasOwn(SHORT_NAMES, node.name)) return
    names.push({ from: node.at, to: node.at + node.name.length, text: SHORT_NAMES[node.name]! })
  })
  const standard = applyChanges(dashes.text, names)
  return { text: standard.text, originalOffset: (offset) => dashes.originalOffset(standard.originalOffset(offset)) }
}

function parseAt(changed: StandardExpression): Syntax {
  try {
    return parseExpression(changed.text)
  } catch (error) {
    if (!(error instanceof ExpressionRefused)) throw error
    throw new ExpressionRefused(error.code, error.message, changed.originalOffset(error.offset))
  }
}

/** The way back: `$context.steps["run-tests"]` becomes `steps.run-tests` where that means the same. */
export function toFriendly(standard: string, stepIds: ReadonlySet<string>): string {
  const shortened = applyChanges(standard, longNames(standard)).text
  const dashed = shortened.replace(/\bsteps\["([A-Za-z][\w-]*)"\]/g, (whole, id: string) => (stepIds.has(id) ? `steps.${id}` : whole))
  return [dashed, shortened].find((text) => means(text, standard, stepIds)) ?? standard
}

function means(friendly: string, standard: string, stepIds: ReadonlySet<string>): boolean {
  try {
    return toStandard(friendly, stepIds).text === standard
  } catch {
    return false
  }
}

function longNames(text: string): Change[] {
  const changes: Change[] = []
  eachToken(text, (token, next) => {
    if (token.kind !== 'variable') return
    if (token.name === 'secrets') changes.push({ from: token.start, to: token.end, text: 'secrets' })
    const short = token.name === 'context' && next?.kind === 'field' && next.start === token.end ? next.name : ''
    if (SHORT_NAMES[short] === `$context.${short}`) changes.push({ from: token.start, to: next!.end, text: short })
  })
  return changes
}

/** jq reads `steps.a-b` as a subtraction; where a step has such an id, that is not what was meant. */
function dashedIds(text: string, stepIds: ReadonlySet<string>): Change[] {
  const changes: Change[] = []
  eachToken(text, (token, next) => {
    if (token.kind !== 'name' || token.name !== 'steps' || next?.kind !== 'field' || next.start !== token.end) return
    const whole = /^[A-Za-z_][\w-]*/.exec(text.slice(next.start + 1))?.[0] ?? ''
    const parts = whole.split('-')
    const id = parts.map((_, index) => parts.slice(0, parts.length - index).join('-')).find((candidate) => stepIds.has(candidate))
    if (id?.includes('-')) changes.push({ from: next.start, to: next.start + 1 + id.length, text: `["${id}"]` })
  })
  return changes
}

function eachToken(text: string, visit: (token: Token, next: Token | undefined) => void): void {
  const inside = (tokens: readonly Token[]): void => {
    tokens.forEach((token, index) => {
      visit(token, tokens[index + 1])
      if (token.kind === 'string') for (const part of token.parts) if (typeof part !== 'string') inside(part)
    })
  }
  inside(tokenize(text))
}

interface Change {
  readonly from: number
  readonly to: number
  readonly text: string
}

function applyChanges(text: string, unsorted: readonly Change[]): StandardExpression {
  const changes = [...unsorted].sort((left, right) => left.from - right.from)
  let result = ''
  let done = 0
  for (const change of changes) {
    result += text.slice(done, change.from) + change.text
    done = change.to
  }
  return { text: result + text.slice(done), originalOffset: (offset) => originalOffset(changes, offset) }
}

function originalOffset(changes: readonly Change[], offset: number): number {
  let grown = 0
  for (const { from, to, text } of changes) {
    if (offset < from + grown) break
    if (offset < from + grown + text.length) return from
    grown += text.length - (to - from)
  }
  return offset - grown
}
