import type { Json } from './json.ts'
import { typeName } from './order.ts'

/** The JSON text jq writes for a value: compact, members in their order, numbers in jq's notation. */
export function valueText(value: Json): string {
  if (value === null || typeof value === 'boolean') return String(value)
  if (typeof value === 'number') return numberText(value)
  if (typeof value === 'string') return stringText(value)
  if (Array.isArray(value)) return `[${value.map(valueText).join(',')}]`
  const members = Object.keys(value).map((key) => `${stringText(key)}:${valueText(value[key]!)}`)
  return `{${members.join(',')}}`
}

/** What `tostring` and interpolation write: strings as they are, everything else as JSON. */
export function plainText(value: Json): string {
  return typeof value === 'string' ? value : valueText(value)
}

function stringText(text: string): string {
  return JSON.stringify(text).replaceAll('\u007f', '\\u007f')
}

const MAX_DIGITS_BEFORE_EXPONENT = 17

/** Shortest digits that read back equal; 1e+17 and smaller are written out, tiny values as 1e-05. */
export function numberText(value: number): string {
  if (Number.isNaN(value)) return 'null'
  const finite = Math.abs(value) === Infinity ? Math.sign(value) * Number.MAX_VALUE : value
  if (finite === 0) return Object.is(finite, -0) ? '-0' : '0'
  const [mantissa, exponentText] = Math.abs(finite).toExponential().split('e') as [string, string]
  const digits = mantissa.replace('.', '')
  const point = Number(exponentText) + 1
  const sign = finite < 0 ? '-' : ''
  if (point <= -5 || point > MAX_DIGITS_BEFORE_EXPONENT) return sign + exponential(digits, point - 1)
  if (point <= 0) return `${sign}0.${'0'.repeat(-point)}${digits}`
  if (point >= digits.length) return sign + digits + '0'.repeat(point - digits.length)
  return `${sign}${digits.slice(0, point)}.${digits.slice(point)}`
}

function exponential(digits: string, exponent: number): string {
  const fraction = digits.length > 1 ? `.${digits.slice(1)}` : ''
  const size = String(Math.abs(exponent)).padStart(2, '0')
  return `${digits[0]}${fraction}e${exponent < 0 ? '-' : '+'}${size}`
}

const MAX_SHOWN = 14

/** A value as error messages name it, such as `number (1)`. */
export function describe(value: Json): string {
  return `${typeName(value)} (${shortText(value)})`
}

/** The JSON text of a value, cut to eleven characters when it is long. */
export function shortText(value: Json): string {
  const text = valueText(value)
  return text.length > MAX_SHOWN ? `${text.slice(0, MAX_SHOWN - 3)}...` : text
}
