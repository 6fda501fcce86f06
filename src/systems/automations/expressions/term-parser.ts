import type { ObjectEntry, Syntax } from './syntax.ts'
import { readText } from './text-parser.ts'
import type { TokenReader } from './token-reader.ts'
import type { Token } from './tokens.ts'

/** Reads one operand: a value, path, call or bracket, with every `.x`, `[…]` and `?` that follows it. */
export function readTerm(reader: TokenReader): Syntax {
  let term = readStart(reader)
  for (;;) {
    const access = readAccess(reader, term)
    if (access !== null) term = reader.takeIf('?') ? { ...access, optional: true } : access
    else if (reader.is('?')) term = { kind: 'try', at: reader.take().start, body: term, handler: null }
    else return term
  }
}

type Access = Extract<Syntax, { kind: 'index' | 'slice' | 'iterate' }>

function readAccess(reader: TokenReader, target: Syntax): Access | null {
  const { kind, start: at } = reader.peek()
  if (kind === 'field') return { kind: 'index', at, target, key: fieldName(reader) }
  if (reader.is('.') && reader.peek(1).kind === 'string') {
    reader.take()
    return { kind: 'index', at, target, key: readText(reader, null) }
  }
  if (reader.is('.') && reader.is('[', 1)) {
    reader.take()
    return readBrackets(reader, target)
  }
  return reader.is('[') ? readBrackets(reader, target) : null
}

function fieldName(reader: TokenReader): Syntax {
  const token = reader.take() as Token & { kind: 'field' }
  return { kind: 'text', at: token.start, format: null, parts: [token.name] }
}

function readBrackets(reader: TokenReader, target: Syntax): Access {
  const at = reader.expect('[').start
  if (reader.takeIf(']')) return { kind: 'iterate', at, target }
  if (reader.takeIf(':')) return readSliceEnd(reader, { kind: 'slice', at, target, from: null, to: null })
  const key = reader.readExpression()
  if (reader.is(']')) {
    reader.take()
    return { kind: 'index', at, target, key }
  }
  reader.expect(':')
  return readSliceEnd(reader, { kind: 'slice', at, target, from: key, to: null })
}

function readSliceEnd(reader: TokenReader, slice: Access & { kind: 'slice' }): Access {
  if (slice.from !== null && reader.takeIf(']')) return slice
  const to = reader.readExpression()
  reader.expect(']')
  return { ...slice, to }
}

function readStart(reader: TokenReader): Syntax {
  const token = reader.peek()
  const at = token.start
  switch (token.kind) {
    case 'number':
      reader.take()
      return { kind: 'literal', at, value: token.value, canonical: token.canonical }
    case 'string':
      return readText(reader, null)
    case 'field':
      return { kind: 'index', at, target: { kind: 'identity', at }, key: fieldName(reader) }
    case 'variable':
      reader.take()
      return { kind: 'variable', at, name: token.name }
    case 'format':
      reader.take()
      return reader.peek().kind === 'string' ? readText(reader, token.name) : { kind: 'format', at, name: token.name }
    case 'name':
      return readCall(reader)
    default:
      return readOpening(reader)
  }
}

function readOpening(reader: TokenReader): Syntax {
  const at = reader.peek().start
  if (reader.takeIf('..')) return { kind: 'descend', at }
  if (reader.takeIf('.')) {
    const target: Syntax = { kind: 'identity', at }
    return reader.peek().kind === 'string' ? { kind: 'index', at, target, key: readText(reader, null) } : target
  }
  if (reader.takeIf('(')) {
    const inner = reader.readExpression()
    reader.expect(')')
    return inner
  }
  if (reader.takeIf('[')) {
    if (reader.takeIf(']')) return { kind: 'array', at, body: null }
    const body = reader.readExpression()
    reader.expect(']')
    return { kind: 'array', at, body }
  }
  if (reader.takeIf('{')) return readObject(reader, at)
  throw reader.unexpected('A value is expected here')
}

const CONSTANTS = new Map<string, null | boolean>([
  ['null', null],
  ['true', true],
  ['false', false],
])

function readCall(reader: TokenReader): Syntax {
  const token = reader.take() as Token & { kind: 'name' }
  const at = token.start
  if (token.name === 'break' && reader.peek().kind === 'variable') return { kind: 'break', at, name: reader.expectVariable() }
  const constant = CONSTANTS.get(token.name)
  if (constant !== undefined && !reader.is('(')) return { kind: 'literal', at, value: constant, canonical: true }
  const values: Syntax[] = []
  if (reader.takeIf('(')) {
    do values.push(reader.readExpression())
    while (reader.takeIf(';'))
    reader.expect(')')
  }
  return { kind: 'call', at, name: token.name, key: `${token.name}/${values.length}`, arguments: values }
}

function readObject(reader: TokenReader, at: number): Syntax {
  const entries: ObjectEntry[] = []
  if (reader.takeIf('}')) return { kind: 'object', at, entries }
  do entries.push(readEntry(reader))
  while (reader.takeIf(',') && !reader.is('}'))
  reader.expect('}')
  return { kind: 'object', at, entries }
}

function readEntry(reader: TokenReader): ObjectEntry {
  const token = reader.peek()
  const at = token.start
  if (token.kind === 'variable') {
    reader.take()
    const key: Syntax = { kind: 'text', at, format: null, parts: [token.name] }
    return { key, value: { kind: 'variable', at, name: token.name } }
  }
  if (reader.takeIf('(')) {
    const key = reader.readExpression()
    reader.expect(')')
    reader.expect(':')
    return { key, value: readEntryValue(reader) }
  }
  const key = readEntryKey(reader)
  if (reader.takeIf(':')) return { key, value: readEntryValue(reader) }
  return { key, value: { kind: 'index', at, target: { kind: 'identity', at }, key } }
}

function readEntryKey(reader: TokenReader): Syntax {
  const token = reader.peek()
  if (token.kind === 'string') return readText(reader, null)
  if (token.kind === 'format') {
    reader.take()
    return readText(reader, token.name)
  }
  return { kind: 'text', at: token.start, format: null, parts: [reader.expectName()] }
}

/** Values of an object are operands joined by pipes; other operators need parentheses, as in jq 1.7. */
function readEntryValue(reader: TokenReader): Syntax {
  const at = reader.peek().start
  const left: Syntax = reader.takeIf('-')
    ? { kind: 'negate', at, body: reader.nested(() => readEntryValue(reader)) }
    : reader.nested(() => readTerm(reader))
  if (!reader.takeIf('|')) return left
  return { kind: 'pipe', at, left, right: reader.nested(() => readEntryValue(reader)) }
}
