import type { Syntax } from './syntax.ts'
import type { TokenReader } from './token-reader.ts'

/** Reads a string literal at the reader, with its interpolations; `format` is that of `@json "…"`. */
export function readText(reader: TokenReader, format: string | null): Syntax {
  const token = reader.take()
  if (token.kind !== 'string') throw reader.unexpected('A string is expected here')
  const parts = token.parts.map((part) => {
    if (typeof part === 'string') return part
    const inner = reader.within(part)
    const tree = inner.readExpression()
    if (inner.peek().kind !== 'end') throw inner.unexpected('An operator is expected here')
    return tree
  })
  return { kind: 'text', at: token.start, format, parts }
}
