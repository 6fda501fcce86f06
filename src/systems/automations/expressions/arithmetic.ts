import { ExpressionFailed, ExpressionLimit } from './expression-error.ts'
import { isObject, ownMember, type Json, type JsonObject } from './json.ts'
import { compare, equal } from './order.ts'
import type { BinaryOperator } from './syntax.ts'
import { describe } from './value-text.ts'
import { copyCost, weightOf } from './weight.ts'

/** Applies a binary operator to two values. Throws ExpressionFailed with jq's message when the types do not fit. */
export function calculate(operator: BinaryOperator, left: Json, right: Json): Json {
  switch (operator) {
    case '+':
      return add(left, right)
    case '-':
      return subtract(left, right)
    case '*':
      return multiply(left, right)
    case '/':
      return divide(left, right)
    case '%':
      return remainder(left, right)
    default:
      return holds(operator, compare(left, right), left, right)
  }
}

/** What an operation costs in steps, known before it is done. */
export function calculationCost(operator: BinaryOperator, left: Json, right: Json): number {
  if (operator === '-' && Array.isArray(left) && Array.isArray(right)) return weightOf(left) * right.length
  if (operator === '+' || operator === '-') return copyCost(left) + copyCost(right)
  const smaller = Math.min(weightOf(left), weightOf(right))
  return operator === '*' ? copyCost(left) + smaller : smaller
}

function holds(operator: BinaryOperator, order: number, ...[left, right]: [Json, Json]): boolean {
  if (operator === '==') return equal(left, right)
  if (operator === '!=') return !equal(left, right)
  if (operator === '<') return order < 0
  if (operator === '<=') return order <= 0
  return operator === '>' ? order > 0 : order >= 0
}

export const MAX_TEXT = 1_048_576

export function add(left: Json, right: Json): Json {
  if (left === null) return right
  if (right === null) return left
  if (typeof left === 'number' && typeof right === 'number') return left + right
  if (typeof left === 'string' && typeof right === 'string') return bounded(left + right)
  if (Array.isArray(left) && Array.isArray(right)) return [...left, ...right]
  if (isObject(left) && isObject(right)) return { ...left, ...right }
  throw cannot('added', left, right)
}

function subtract(left: Json, right: Json): Json {
  if (typeof left === 'number' && typeof right === 'number') return left - right
  if (Array.isArray(left) && Array.isArray(right)) return left.filter((item) => !right.some((removed) => equal(item, removed)))
  throw cannot('subtracted', left, right)
}

function multiply(left: Json, right: Json): Json {
  if (typeof left === 'number' && typeof right === 'number') return left * right
  if (typeof left === 'string' && typeof right === 'number') return repeat(left, right)
  if (typeof left === 'number' && typeof right === 'string') return repeat(right, left)
  if (isObject(left) && isObject(right)) return mergeDeep(left, right)
  throw cannot('multiplied', left, right)
}

function repeat(text: string, times: number): Json {
  if (text.length * times > MAX_TEXT) throw tooLong()
  if (times < 0 || Number.isNaN(times)) return null
  return text.repeat(Math.trunc(times))
}

function mergeDeep(left: JsonObject, right: JsonObject): JsonObject {
  const merged = { ...left }
  for (const [key, value] of Object.entries(right)) {
    const old = ownMember(left, key)
    const both = isObject(old) && isObject(value)
    Object.defineProperty(merged, key, {
      value: both ? mergeDeep(old, value) : value,
      enumerable: true,
      configurable: true,
      writable: true,
    })
  }
  return merged
}

function divide(left: Json, right: Json): Json {
  if (typeof left === 'number' && typeof right === 'number') {
    if (right === 0) throw cannot('divided because the divisor is zero', left, right)
    return left / right
  }
  if (typeof left === 'string' && typeof right === 'string') return splitText(left, right)
  throw cannot('divided', left, right)
}

export function splitText(text: string, separator: string): string[] {
  if (text === '') return []
  return separator === '' ? [...text] : text.split(separator)
}

const LARGEST = 2 ** 63

function remainder(left: Json, right: Json): Json {
  if (typeof left !== 'number' || typeof right !== 'number') throw cannot('divided', left, right)
  if (Number.isNaN(left) || Number.isNaN(right)) return NaN
  const divisor = Math.abs(Math.trunc(clamp(right)))
  if (divisor === 0) throw cannot('divided (remainder) because the divisor is zero', left, right)
  return Math.trunc(clamp(left)) % divisor || 0
}

function clamp(value: number): number {
  return Math.min(Math.max(value, -LARGEST), LARGEST)
}

export function bounded(text: string): string {
  if (text.length > MAX_TEXT) throw tooLong()
  return text
}

function tooLong(): ExpressionLimit {
  return new ExpressionLimit(`A text of the expression became longer than ${MAX_TEXT} characters`)
}

function cannot(verb: string, left: Json, right: Json): ExpressionFailed {
  return new ExpressionFailed(`${describe(left)} and ${describe(right)} cannot be ${verb}`)
}
