import { readPattern } from './pattern-parser.ts'
import type { Syntax } from './syntax.ts'
import { readTerm } from './term-parser.ts'
import type { TokenReader } from './token-reader.ts'

/** Reads `if`, `reduce` or `foreach`, or answers null when something else comes. jq 1.7 lets only `?` follow them. */
export function readBlock(reader: TokenReader): Syntax | null {
  const at = reader.peek().start
  if (!reader.is('if') && !reader.is('reduce') && !reader.is('foreach')) return null
  let block = reader.takeIf('if') ? readIf(reader, at) : readFold(reader)
  while (reader.takeIf('?')) block = { kind: 'try', at, body: block, handler: null }
  return block
}

function readIf(reader: TokenReader, at: number): Syntax {
  const condition = reader.readExpression()
  reader.expect('then')
  const then = reader.readExpression()
  const next = reader.peek().start
  if (reader.takeIf('elif')) return { kind: 'if', at, condition, then, otherwise: reader.nested(() => readIf(reader, next)) }
  const otherwise = reader.takeIf('else') ? reader.readExpression() : null
  reader.expect('end')
  return { kind: 'if', at, condition, then, otherwise }
}

function readFold(reader: TokenReader): Syntax {
  const at = reader.peek().start
  const fold = reader.takeIf('reduce') ? 'reduce' : 'foreach'
  if (fold === 'foreach') reader.expect('foreach')
  const source = reader.nested(() => readTerm(reader))
  reader.expect('as')
  const pattern = readPattern(reader)
  reader.expect('(')
  const initial = reader.readExpression()
  reader.expect(';')
  const update = reader.readExpression()
  const extract = fold === 'foreach' && reader.takeIf(';') ? reader.readExpression() : null
  reader.expect(')')
  if (fold === 'reduce') return { kind: 'reduce', at, source, pattern, initial, update }
  return { kind: 'foreach', at, source, pattern, initial, update, extract }
}
