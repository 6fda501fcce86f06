import type { Json } from './json.ts'

/** The expression cannot be used at all: wrong syntax, an unknown name, or something that is forbidden. */
export class ExpressionRefused extends Error {
  readonly code: RefusalCode
  /** Offset of the offending text in the expression, counted in UTF-16 units. */
  readonly offset: number

  constructor(code: RefusalCode, message: string, offset: number) {
    super(message)
    this.name = 'ExpressionRefused'
    this.code = code
    this.offset = offset
  }
}

export type RefusalCode = 'syntax' | 'unknown-function' | 'unknown-variable' | 'forbidden' | 'too-long'

/** The expression ran and raised an error value, as jq's `error` does. */
export class ExpressionFailed extends Error {
  readonly value: Json

  constructor(value: Json) {
    super(typeof value === 'string' ? value : JSON.stringify(value))
    this.name = 'ExpressionFailed'
    this.value = value
  }
}

/** The expression was stopped at a bound: steps, depth, size or time. `try` inside the expression cannot catch it. */
export class ExpressionLimit extends Error {
  constructor(message: string) {
    super(message)
    this.name = 'ExpressionLimit'
  }
}
