import { ExpressionRefused } from './expression-error.ts'
import type { Syntax } from './syntax.ts'
import type { Token } from './tokens.ts'

/** A cursor over tokens with the questions a parser asks. It carries the way back to the whole grammar. */
export class TokenReader {
  private readonly tokens: readonly Token[]
  private readonly expression: (reader: TokenReader) => Syntax
  private depth: number
  private next = 0

  constructor(tokens: readonly Token[], expression: (reader: TokenReader) => Syntax, depth = 0) {
    this.tokens = tokens
    this.expression = expression
    this.depth = depth
  }

  /** Reads a whole expression from here, pipes and commas included. */
  readExpression(): Syntax {
    return this.expression(this)
  }

  /** A reader for the tokens of one interpolation; it inherits how deep the text is nested already. */
  within(tokens: readonly Token[]): TokenReader {
    return new TokenReader(tokens, this.expression, this.depth)
  }

  peek(ahead = 0): Token {
    return this.tokens[Math.min(this.next + ahead, this.tokens.length - 1)]!
  }

  take(): Token {
    const token = this.peek()
    this.next += 1
    return token
  }

  is(name: string, ahead = 0): boolean {
    const token = this.peek(ahead)
    return (token.kind === 'operator' || token.kind === 'keyword') && token.name === name
  }

  takeIf(name: string): boolean {
    if (!this.is(name)) return false
    this.next += 1
    return true
  }

  expect(name: string): Token {
    if (!this.is(name)) throw this.unexpected(`"${name}" is expected here`)
    return this.take()
  }

  expectName(): string {
    const token = this.take()
    if (token.kind !== 'name' && token.kind !== 'keyword') throw new ExpressionRefused('syntax', 'A name is expected here', token.start)
    return token.name
  }

  expectVariable(): string {
    const token = this.take()
    if (token.kind !== 'variable') throw new ExpressionRefused('syntax', 'A variable such as "$item" is expected here', token.start)
    return token.name
  }

  unexpected(advice: string): ExpressionRefused {
    const token = this.peek()
    const found = token.kind === 'end' ? 'the expression ends' : `there is ${describe(token)}`
    return new ExpressionRefused('syntax', `${advice}, but ${found}`, token.start)
  }

  /** Bounds the recursion of the parser, and with it that of everything that walks the tree. */
  nested<T>(read: () => T): T {
    this.depth += 1
    if (this.depth > MAX_DEPTH) throw new ExpressionRefused('too-long', 'The expression is nested too deeply', 0)
    try {
      return read()
    } finally {
      this.depth -= 1
    }
  }
}

const MAX_DEPTH = 256

function describe(token: Token): string {
  if (token.kind === 'string') return 'a string'
  if (token.kind === 'number') return 'a number'
  const prefix = { field: '.', variable: '$', format: '@', name: '', keyword: '', operator: '', end: '' }[token.kind]
  return `"${prefix}${'name' in token ? token.name : ''}"`
}
