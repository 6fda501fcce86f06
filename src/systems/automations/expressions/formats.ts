import { ExpressionFailed } from './expression-error.ts'
import type { Json } from './json.ts'
import { describe, plainText, valueText } from './value-text.ts'

const FORMATS = new Map<string, (value: Json) => string>([
  ['text', plainText],
  ['json', valueText],
  ['html', (value) => plainText(value).replace(/[<>&'"]/g, (character) => ENTITIES[character]!)],
  ['uri', (value) => encodeURIComponent(plainText(value)).replace(/[!'()*]/g, percent)],
  ['csv', (value) => row(value, 'csv', { text: (text) => `"${text.replaceAll('"', '""')}"`, separator: ',' })],
  ['tsv', (value) => row(value, 'tsv', { text: escapeTabs, separator: '\t' })],
  ['sh', shell],
  ['base64', (value) => Buffer.from(plainText(value), 'utf8').toString('base64')],
  ['base64d', decodeBase64],
])

export function isFormat(name: string): boolean {
  return FORMATS.has(name)
}

/** Applies `@name` to a value. */
export function formatText(name: string, value: Json): string {
  const format = FORMATS.get(name)
  if (format === undefined) throw new ExpressionFailed(`${name} is not a valid format`)
  return format(value)
}

const ENTITIES: Record<string, string> = { '<': '&lt;', '>': '&gt;', '&': '&amp;', "'": '&apos;', '"': '&quot;' }

function percent(character: string): string {
  return `%${character.charCodeAt(0).toString(16).toUpperCase()}`
}

function escapeTabs(text: string): string {
  return text.replaceAll('\\', '\\\\').replaceAll('\t', '\\t').replaceAll('\n', '\\n').replaceAll('\r', '\\r')
}

function row(value: Json, format: string, cell: { text: (text: string) => string; separator: string }): string {
  if (!Array.isArray(value)) throw new ExpressionFailed(`${describe(value)} cannot be ${format}-formatted, only array`)
  const cells = value.map((item) => {
    if (typeof item === 'string') return cell.text(item)
    if (item === null) return ''
    if (typeof item === 'object') throw new ExpressionFailed(`${describe(item)} is not valid in a csv row`)
    return valueText(item)
  })
  return cells.join(cell.separator)
}

function shell(value: Json): string {
  const words = (Array.isArray(value) ? value : [value]).map((item) => {
    if (typeof item === 'string') return `'${item.replaceAll("'", "'\\''")}'`
    if (typeof item === 'object' && item !== null) throw new ExpressionFailed(`${describe(item)} can not be escaped for shell`)
    return valueText(item)
  })
  return words.join(' ')
}

function decodeBase64(value: Json): string {
  const text = plainText(value)
  const clean = text.replace(/=+$/, '')
  if (!/^[A-Za-z0-9+/]*$/.test(clean) || clean.length % 4 === 1) throw new ExpressionFailed(`${describe(value)} is not valid base64 data`)
  return Buffer.from(clean, 'base64').toString('utf8')
}
