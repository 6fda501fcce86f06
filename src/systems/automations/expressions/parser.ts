import { readBlock } from './block-parser.ts'
import { ExpressionRefused } from './expression-error.ts'
import { readTerm } from './term-parser.ts'
import type { AssignOperator, BinaryOperator, Parameter, Pattern, Syntax } from './syntax.ts'
import { readPattern } from './pattern-parser.ts'
import { TokenReader } from './token-reader.ts'
import { tokenize } from './tokens.ts'

export const MAX_EXPRESSION_LENGTH = 16_384

/** Reads jq 1.7 text into a tree. Throws ExpressionRefused with the offset where the text stops making sense. */
export function parseExpression(text: string): Syntax {
  if (text.length > MAX_EXPRESSION_LENGTH)
    throw new ExpressionRefused('too-long', `An expression has at most ${MAX_EXPRESSION_LENGTH} characters`, 0)
  const reader = new TokenReader(tokenize(text), readPipe)
  if (reader.peek().kind === 'end') throw new ExpressionRefused('syntax', 'The expression is empty', 0)
  const tree = readPipe(reader)
  if (reader.peek().kind !== 'end') throw reader.unexpected('An operator is expected here')
  return tree
}

const PIPE = 0
const ASSIGN_OPERATORS = ['=', '|=', '+=', '-=', '*=', '/=', '%=', '//=']
const COMPARISONS = ['==', '!=', '<', '<=', '>', '>=']

interface Level {
  precedence: number
  associates: 'left' | 'right' | 'never'
}

/** Binding strengths as in jq's grammar, weakest first. */
const LEVELS = new Map<string, Level>([
  ['|', { precedence: PIPE, associates: 'right' }],
  [',', { precedence: 1, associates: 'left' }],
  ['//', { precedence: 2, associates: 'right' }],
  ...ASSIGN_OPERATORS.map((name): [string, Level] => [name, { precedence: 3, associates: 'never' }]),
  ['or', { precedence: 4, associates: 'left' }],
  ['and', { precedence: 5, associates: 'left' }],
  ...COMPARISONS.map((name): [string, Level] => [name, { precedence: 6, associates: 'never' }]),
  ['+', { precedence: 7, associates: 'left' }],
  ['-', { precedence: 7, associates: 'left' }],
  ['*', { precedence: 8, associates: 'left' }],
  ['/', { precedence: 8, associates: 'left' }],
  ['%', { precedence: 8, associates: 'left' }],
])

function readPipe(reader: TokenReader): Syntax {
  return reader.nested(() => readOperators(reader, PIPE))
}

function readOperators(reader: TokenReader, weakest: number): Syntax {
  let left = readPrefix(reader)
  let refused = -1
  for (;;) {
    const token = reader.peek()
    const level = token.kind === 'operator' || token.kind === 'keyword' ? LEVELS.get(token.name) : undefined
    if (level === undefined || level.precedence < weakest) return left
    if (level.precedence === refused) throw new ExpressionRefused('syntax', 'These operators do not chain; add parentheses', token.start)
    reader.take()
    const tighter = level.associates === 'right' ? level.precedence : level.precedence + 1
    const right = reader.nested(() => readOperators(reader, tighter))
    left = combine((token as { name: string }).name, token.start, [left, right])
    refused = level.associates === 'never' ? level.precedence : -1
  }
}

function combine(operator: string, at: number, [left, right]: [Syntax, Syntax]): Syntax {
  if (operator === '|') return { kind: 'pipe', at, left, right }
  if (operator === ',') return { kind: 'comma', at, left, right }
  if (operator === '//') return { kind: 'alternative', at, left, right }
  if (operator === 'and' || operator === 'or') return { kind: 'logic', at, operator, left, right }
  if (ASSIGN_OPERATORS.includes(operator)) return { kind: 'assign', at, operator: operator as AssignOperator, left, right }
  return { kind: 'binary', at, operator: operator as BinaryOperator, left, right }
}

function readPrefix(reader: TokenReader): Syntax {
  const at = reader.peek().start
  if (reader.is('def')) return readDefinition(reader)
  if (reader.takeIf('-')) return { kind: 'negate', at, body: reader.nested(() => readOperators(reader, 8)) }
  if (reader.takeIf('try')) {
    const body = reader.nested(() => readPrefix(reader))
    const handler = reader.takeIf('catch') ? reader.nested(() => readPrefix(reader)) : null
    return { kind: 'try', at, body, handler }
  }
  if (reader.takeIf('label')) {
    const name = reader.expectVariable()
    reader.expect('|')
    return { kind: 'label', at, name, body: readPipe(reader) }
  }
  const block = readBlock(reader)
  if (block !== null) return block
  const term = readTerm(reader)
  return reader.takeIf('as') ? readBinding(reader, term) : term
}

function readBinding(reader: TokenReader, source: Syntax): Syntax {
  const patterns: Pattern[] = [readPattern(reader)]
  while (reader.takeIf('?//')) patterns.push(readPattern(reader))
  reader.expect('|')
  return { kind: 'bind', at: source.at, source, patterns, body: readPipe(reader) }
}

function readDefinition(reader: TokenReader): Syntax {
  const at = reader.take().start
  const name = reader.expectName()
  const parameters: Parameter[] = []
  if (reader.takeIf('(')) {
    do {
      const value = reader.peek().kind === 'variable'
      parameters.push({ name: value ? reader.expectVariable() : reader.expectName(), value })
    } while (reader.takeIf(';'))
    reader.expect(')')
  }
  reader.expect(':')
  const body = readPipe(reader)
  reader.expect(';')
  return { kind: 'define', at, name, parameters, body, rest: readPipe(reader) }
}
