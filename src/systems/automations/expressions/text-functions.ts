import { bounded, splitText } from './arithmetic.ts'
import { ExpressionFailed } from './expression-error.ts'
import { isObject, type Json } from './json.ts'
import { ofValues, ofWhole, type NativeEntry } from './native-call.ts'
import { describe, plainText, valueText } from './value-text.ts'

/** Functions of text, and `length`. Those with regular expressions are left to real jq, which can be stopped. */
export const TEXT_FUNCTIONS: readonly NativeEntry[] = [
  ofValues('length/0', length),
  ofValues('utf8bytelength/0', (input) => Buffer.byteLength(text(input, 'only strings have UTF-8 byte length'))),
  ofWhole('tostring/0', (input) => bounded(plainText(input))),
  ofWhole('tojson/0', (input) => bounded(valueText(input))),
  ofValues('fromjson/0', fromJson),
  ofValues('tonumber/0', toNumber),
  ofValues('startswith/1', (input, start) => pair(input, start, 'startswith').startsWith(start as string)),
  ofValues('endswith/1', (input, end) => pair(input, end, 'endswith').endsWith(end as string)),
  ofValues('ltrimstr/1', (input, start) =>
    trimmed(input, start, (whole, part) => (whole.startsWith(part) ? whole.slice(part.length) : whole)),
  ),
  ofValues('rtrimstr/1', (input, end) =>
    trimmed(input, end, (whole, part) => (whole.endsWith(part) ? whole.slice(0, whole.length - part.length) : whole)),
  ),
  ofValues('split/1', split),
  ofWhole('join/1', join),
  ofValues('ascii_downcase/0', (input) => ascii(input, /[A-Z]/g, 32)),
  ofValues('ascii_upcase/0', (input) => ascii(input, /[a-z]/g, -32)),
  ofValues('explode/0', explode),
  ofValues('implode/0', implode),
]

function length(input: Json): number {
  if (input === null) return 0
  if (typeof input === 'string') return [...input].length
  if (typeof input === 'number') return Math.abs(input)
  if (Array.isArray(input)) return input.length
  if (isObject(input)) return Object.keys(input).length
  throw new ExpressionFailed(`${describe(input)} has no length`)
}

function text(input: Json, complaint: string): string {
  if (typeof input !== 'string') throw new ExpressionFailed(`${describe(input)} ${complaint}`)
  return input
}

function pair(input: Json, other: Json, name: string): string {
  if (typeof input !== 'string' || typeof other !== 'string') throw new ExpressionFailed(`${name}() requires string inputs`)
  return input
}

function trimmed(input: Json, part: Json, trim: (whole: string, part: string) => string): Json {
  return typeof input === 'string' && typeof part === 'string' ? trim(input, part) : input
}

function fromJson(input: Json): Json {
  const source = text(input, 'only strings can be parsed')
  if (source.trim() === 'nan') return NaN
  try {
    return JSON.parse(source) as Json
  } catch {
    throw new ExpressionFailed(`${describe(input)} cannot be parsed as JSON`)
  }
}

const NUMBER = /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?$/

function toNumber(input: Json): number {
  if (typeof input === 'number') return input
  if (typeof input !== 'string') throw new ExpressionFailed(`${describe(input)} cannot be parsed as a number`)
  const written = input.trim()
  if (written === 'nan') return NaN
  if (!NUMBER.test(written)) throw new ExpressionFailed(`${describe(input)} cannot be parsed as a number`)
  return Number(written)
}

function split(input: Json, separator: Json): Json {
  if (typeof input !== 'string' || typeof separator !== 'string') throw new ExpressionFailed('split input and separator must be strings')
  return splitText(input, separator)
}

function join(input: Json, separator: Json): Json {
  if (!Array.isArray(input) && !isObject(input)) throw new ExpressionFailed(`Cannot iterate over ${describe(input)}`)
  const parts = Object.values(input).map((item: Json) => {
    if (typeof item === 'object' && item !== null)
      throw new ExpressionFailed(`${describe(separator)} and ${describe(item)} cannot be added`)
    return item === null ? '' : plainText(item)
  })
  if (parts.length > 1 && typeof separator !== 'string' && separator !== null)
    throw new ExpressionFailed(`string (${JSON.stringify(parts[0])}) and ${describe(separator)} cannot be added`)
  return bounded(parts.join(typeof separator === 'string' ? separator : ''))
}

function ascii(input: Json, letters: RegExp, shift: number): string {
  return explodable(input).replace(letters, (letter) => String.fromCharCode(letter.charCodeAt(0) + shift))
}

function explodable(input: Json): string {
  if (typeof input !== 'string') throw new ExpressionFailed('explode input must be a string')
  return input
}

function explode(input: Json): Json {
  return [...explodable(input)].map((character) => character.codePointAt(0)!)
}

const LAST_CODE_POINT = 0x10ffff
const REPLACEMENT = 0xfffd

function implode(input: Json): string {
  if (!Array.isArray(input)) throw new ExpressionFailed('implode input must be an array')
  const codes = input.map((code) => {
    if (typeof code !== 'number') throw new ExpressionFailed(`${describe(code)} can't be imploded, unicode codepoint needs to be numeric`)
    return code >= 0 && code <= LAST_CODE_POINT ? Math.trunc(code) : REPLACEMENT
  })
  return codes
    .map((code) => String.fromCodePoint(code))
    .join('')
    .toWellFormed()
}
