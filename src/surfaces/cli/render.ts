import { cellOf, heading, isMoment, relativeTime, toneOf } from './cell.ts'
import { tableOf } from './table.ts'
import { clean, pad, paint, widthOf, wrap, type Terminal } from './terminal.ts'

type Facts = Readonly<Record<string, unknown>>

/** Rows of a list inside an object; `--json` has them all. */
const mostNested = 20
const deepest = 3

/** An answer for people: lists as a table, objects as facts. Lines without the line feed. */
export function renderAnswer(output: unknown, terminal: Terminal, now: number): string[] {
  if (!isFacts(output)) return [cellOf('', output, now).text]
  if (Object.keys(output).length === 0) return ['Done.']
  if (Array.isArray(output['items'])) return renderList(output, terminal, now)
  return renderFacts(output, terminal, now, 0)
}

function renderList(output: Facts, terminal: Terminal, now: number): string[] {
  const items = output['items'] as unknown[]
  const rows = items.every(isFacts) ? tableOf(items, terminal, now) : items.map((item) => cellOf('', item, now).text)
  const notes = Array.isArray(output['notes'])
    ? output['notes'].map((note) => cellOf('', isFacts(note) ? (note['sentence'] ?? note) : note, now).text)
    : []
  const foot = [...(items.length === 0 ? ['Nothing found.'] : []), ...moreOf(output, items.length), ...notes]
  return [...rows, ...foot.map((line) => paint(terminal, 'quiet', line))]
}

function moreOf(output: Facts, shown: number): string[] {
  const total = typeof output['total'] === 'number' ? ` of ${output['total']}` : ''
  if (output['next']) return [`${shown}${total} shown; --all shows every one.`]
  return output['more'] === true ? [`${shown}${total} shown, and there are more; --limit takes a larger number.`] : []
}

/** One fact a line, nested ones indented below their name. */
function renderFacts(facts: Facts, terminal: Terminal, now: number, depth: number): string[] {
  const shown = Object.entries(facts).filter(([, value]) => !isEmpty(value))
  const inline = shown.filter(([, value]) => isInline(value))
  const nameWidth = Math.max(0, ...inline.map(([key]) => widthOf(heading(key))))
  return shown.flatMap(([key, value]) => {
    const name = heading(key)
    if (isInline(value))
      return inlineFact(paint(terminal, 'quiet', pad(name, nameWidth)), nameWidth, factText(key, value, terminal, now), terminal)
    return [paint(terminal, 'strong', name), ...nested(value, terminal, now, depth).map((line) => `  ${line}`)]
  })
}

function inlineFact(name: string, nameWidth: number, text: string, terminal: Terminal): string[] {
  if (text.includes('\n')) return [name.trimEnd(), ...text.replace(/\n$/, '').split('\n')]
  const room = terminal.width === null || terminal.colour ? Infinity : Math.max(20, terminal.width - nameWidth - 2)
  const [head = '', ...rest] = wrap(text, room)
  return [`${name}  ${head}`, ...rest.map((line) => `${' '.repeat(nameWidth + 2)}${line}`)]
}

function nested(value: unknown, terminal: Terminal, now: number, depth: number): string[] {
  const narrower = { ...terminal, width: terminal.width === null ? null : Math.max(30, terminal.width - 2) }
  if (Array.isArray(value)) {
    const rows = value.slice(0, mostNested)
    const lines = rows.every(isFacts) ? tableOf(rows, narrower, now) : rows.map((item) => cellOf('', item, now).text)
    return value.length > mostNested
      ? [...lines, paint(terminal, 'quiet', `${value.length - mostNested} more; --json has them all.`)]
      : lines
  }
  if (depth >= deepest) return [cellOf('', value, now).text]
  return renderFacts(value as Facts, narrower, now, depth + 1)
}

function factText(key: string, value: unknown, terminal: Terminal, now: number): string {
  if (typeof value === 'string' && isMoment(value))
    return `${localTime(value)} ${paint(terminal, 'quiet', `(${relativeTime(value, now)})`)}`
  if (typeof value === 'string') return value.includes('\n') ? clean(value) : paint(terminal, toneOf(value), clean(value))
  return cellOf(key, value, now).text
}

/** The moment in this machine's zone: 2026-11-23 04:15:09. */
function localTime(value: string): string {
  return new Date(value).toLocaleString('sv-SE')
}

function isInline(value: unknown): boolean {
  if (Array.isArray(value)) return value.every((item) => !isFacts(item) && !Array.isArray(item))
  return !isFacts(value)
}

function isEmpty(value: unknown): boolean {
  if (value === null || value === undefined || value === '') return true
  if (Array.isArray(value)) return value.length === 0
  return isFacts(value) && Object.values(value).every(isEmpty)
}

function isFacts(value: unknown): value is Facts {
  return value !== null && typeof value === 'object' && !Array.isArray(value)
}
