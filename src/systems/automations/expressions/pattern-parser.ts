import { readText } from './text-parser.ts'
import type { Pattern, PatternEntry, Syntax } from './syntax.ts'
import type { TokenReader } from './token-reader.ts'

/** Reads what follows `as`: `$name`, `[$first, $second]` or `{name: $value, $other}`. */
export function readPattern(reader: TokenReader): Pattern {
  return reader.nested(() => {
    const at = reader.peek().start
    if (reader.takeIf('[')) return { kind: 'array', at, items: readList(reader, ']', () => readPattern(reader)) }
    if (reader.takeIf('{')) return { kind: 'object', at, entries: readList(reader, '}', () => readEntry(reader)) }
    return { kind: 'variable', at, name: reader.expectVariable() }
  })
}

function readList<T>(reader: TokenReader, close: string, readItem: () => T): T[] {
  const items: T[] = []
  do items.push(readItem())
  while (reader.takeIf(','))
  reader.expect(close)
  return items
}

function readEntry(reader: TokenReader): PatternEntry {
  const token = reader.peek()
  if (token.kind === 'variable') {
    reader.take()
    const value = reader.takeIf(':') ? readPattern(reader) : null
    return { variable: token.name, key: textOf(token.name, token.start), value }
  }
  const key = readKey(reader)
  reader.expect(':')
  return { variable: null, key, value: readPattern(reader) }
}

function readKey(reader: TokenReader): Syntax {
  const token = reader.peek()
  if (token.kind === 'string') return readText(reader, null)
  if (!reader.takeIf('(')) return textOf(reader.expectName(), token.start)
  const key = reader.readExpression()
  reader.expect(')')
  return key
}

function textOf(text: string, at: number): Syntax {
  return { kind: 'text', at, format: null, parts: [text] }
}
