import { cellOf, heading, isMoment, isUuid, type Cell } from './cell.ts'
import { fit, pad, paint, widthOf, type Terminal } from './terminal.ts'

type Row = Readonly<Record<string, unknown>>

interface Column {
  readonly key: string
  readonly title: string
  readonly cells: readonly Cell[]
  readonly width: number
}

const gap = 2
/** Without a terminal nothing is cut, but a row stays readable. */
const mostColumns = 9
const widest = 60
/** What people look for first, in this order; other columns follow as the schema lists them. */
const first = [
  'slug',
  'id',
  'number',
  'name',
  'title',
  'operation',
  'state',
  'health',
  'level',
  'pid',
  'ports',
  'port',
  'git',
  'branch',
  'version',
  'stack',
  'progress',
  'summary',
  'sentence',
  'effect',
]
const last = ['description', 'path', 'folder', 'commandLine', 'purl', 'evidence', 'input', 'output', 'host', 'permission', 'method']

/** Items as a table: the columns that say most, as many as fit. Lines without the line feed. */
export function tableOf(items: readonly Row[], terminal: Terminal, now: number): string[] {
  const columns = chooseColumns(items, terminal.width, now)
  if (columns.length === 0) return []
  const widths = shrink(columns, terminal.width)
  const line = (cells: readonly string[]) => cells.join(' '.repeat(gap)).trimEnd()
  const head = line(
    columns.map((column, index) => paint(terminal, 'quiet', pad(fit(column.title, widths[index]!), widths[index]!, rightOf(column)))),
  )
  const rows = items.map((_, row) =>
    line(
      columns.map((column, index) => {
        const cell = column.cells[row]!
        const text = fit(cell.text, widths[index]!)
        const isLast = index === columns.length - 1 && !rightOf(column)
        const space = isLast ? '' : ' '.repeat(Math.max(0, widths[index]! - widthOf(text)))
        const painted = paint(terminal, cell.tone, text)
        return rightOf(column) ? space + painted : painted + space
      }),
    ),
  )
  return [head, ...rows]
}

function rightOf(column: Column): boolean {
  return column.cells.some((cell) => cell.right)
}

function chooseColumns(items: readonly Row[], width: number | null, now: number): Column[] {
  const keys = [...new Set(items.flatMap((item) => Object.keys(item)))]
  const ranked = keys
    .filter((key) => says(key, items, keys))
    .map((key, order) => ({ key, rank: rankOf(key, items, order) }))
    .sort((a, b) => a.rank - b.rank)
    .map(({ key }) => columnOf(key, items, now))
    .filter((column) => column.cells.some((cell) => cell.text !== ''))
  if (width === null) return ranked.slice(0, mostColumns)
  let used = 0
  return ranked.filter((column, index) => {
    const wanted = Math.min(column.width, index === 0 ? widest : 32) + (index === 0 ? 0 : gap)
    if (index > 1 && used + wanted > width) return false
    used += wanted
    return true
  })
}

/** Leaves out ids that a better name stands for, and columns that are the same everywhere. */
function says(key: string, items: readonly Row[], keys: readonly string[]): boolean {
  const values = items.map((item) => item[key])
  if (values.every((value) => value === null || value === undefined || value === false || value === '')) return false
  if (key === 'id') return !keys.includes('slug') && !keys.includes('number')
  if (key === 'name' && keys.includes('slug')) return items.some((item) => slugged(item['name']) !== item['slug'])
  if (values.every((value) => value === null || isUuid(value))) return false
  return key !== 'host' || new Set(values).size > 1
}

function slugged(name: unknown): string {
  return String(name)
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
}

function rankOf(key: string, items: readonly Row[], order: number): number {
  const values = items.map((item) => item[key])
  const isSame = values.length > 2 && new Set(values).size === 1 && typeof values[0] !== 'object'
  // The version of a row serves changes, that of a package says something.
  const isCounter = values.every((value) => Number.isInteger(value)) && (key === 'version' || (key === 'number' && 'slug' in items[0]!))
  const early = first.indexOf(key)
  if (isCounter || last.includes(key)) return 1000 + order
  if (early >= 0) return early
  if (isSame) return 900 + order
  return items.some((item) => isMoment(item[key])) ? 200 + order : 100 + order
}

function columnOf(key: string, items: readonly Row[], now: number): Column {
  const cells = items.map((item) => cellOf(key, item[key], now))
  const title = heading(key)
  return { key, title, cells, width: Math.max(widthOf(title), ...cells.map((cell) => widthOf(cell.text))) }
}

/** The widest columns give until the row fits. */
function shrink(columns: readonly Column[], width: number | null): number[] {
  const widths = columns.map((column) => column.width)
  if (width === null) return widths
  const room = width - gap * (columns.length - 1)
  for (let over = widths.reduce((a, b) => a + b, 0) - room; over > 0; over -= 1) {
    const most = Math.max(...widths)
    if (most <= 4) break
    widths[widths.lastIndexOf(most)] = most - 1
  }
  return widths
}
