import { clean, type Tone } from './terminal.ts'

export interface Cell {
  readonly text: string
  readonly tone: Tone
  /** Numbers stand at the right of their column. */
  readonly right: boolean
}

const moment = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)$/
const uuid = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/
/** The member that says most about an object inside a table. */
const telling = ['slug', 'level', 'state', 'name', 'title', 'branch', 'port', 'sentence', 'score', 'code', 'operation', 'id']
const good = new Set(['done', 'healthy', 'running', 'approved', 'ready', 'confirmed'])
const bad = new Set(['failed', 'failing', 'refused', 'risk', 'broken', 'error'])
const warm = new Set(['waiting', 'asks', 'open', 'starting', 'unknown', 'expired', 'cancelled'])

/** A value as it stands in a table: short, on one line, times relative to now. */
export function cellOf(key: string, value: unknown, now: number): Cell {
  if (value === null || value === undefined) return plain('')
  if (typeof value === 'number') return { text: formatNumber(key, value), tone: 'plain', right: true }
  if (typeof value === 'boolean') return { text: value ? 'yes' : 'no', tone: value ? 'plain' : 'quiet', right: false }
  if (typeof value === 'string') return textCell(value, now)
  if (Array.isArray(value)) return plain([...new Set(value.map((item) => cellOf(key, item, now).text))].filter(Boolean).join(', '))
  return objectCell(key, value as Record<string, unknown>, now)
}

function textCell(value: string, now: number): Cell {
  if (isMoment(value)) return { text: relativeTime(value, now), tone: 'quiet', right: false }
  const line = clean(value.replace(/\s+/g, ' ').trim())
  return { text: line, tone: toneOf(line), right: false }
}

function objectCell(key: string, value: Record<string, unknown>, now: number): Cell {
  if (key === 'progress') return plain(progressText(value))
  if (key === 'git') return plain(gitText(value))
  const member = telling.find((name) => value[name] !== null && value[name] !== undefined)
  if (member) return cellOf(member, value[member], now)
  const pairs = Object.entries(value).map(([name, item]) => {
    const text = item === 0 ? '' : cellOf(name, item, now).text
    const label = heading(name).toLowerCase()
    return text === '' ? '' : typeof item === 'number' ? `${text} ${label}` : `${label} ${text}`
  })
  return plain(pairs.filter(Boolean).join(', '))
}

/** "12/40 files · reading" */
export function progressText(progress: Readonly<Record<string, unknown>>): string {
  const { done, total, unit, step, message } = progress
  const amount = typeof done !== 'number' ? '' : `${done}${typeof total === 'number' ? `/${total}` : ''}${unit ? ` ${String(unit)}` : ''}`
  return clean([amount, step, message].filter((part) => part !== undefined && part !== null && part !== '').join(' · '))
}

/** "main ↑2 ↓1 *3": ahead, behind and changed files. */
function gitText(git: Readonly<Record<string, unknown>>): string {
  const count = (sign: string, name: string) => (Number(git[name]) > 0 ? `${sign}${String(git[name])}` : '')
  const place = git['branch'] ?? (git['detached'] ? 'detached' : '')
  return clean([String(place), count('↑', 'ahead'), count('↓', 'behind'), count('*', 'changes')].filter(Boolean).join(' '))
}

export function toneOf(text: string): Tone {
  if (good.has(text)) return 'good'
  if (bad.has(text)) return 'bad'
  return warm.has(text) ? 'warm' : 'plain'
}

export function isMoment(value: unknown): boolean {
  return typeof value === 'string' && moment.test(value)
}

export function isUuid(value: unknown): boolean {
  return typeof value === 'string' && uuid.test(value)
}

/** "3 min ago", "in 2 h"; from the 60th day on the date. */
export function relativeTime(at: string, now: number): string {
  const seconds = Math.round((Date.parse(at) - now) / 1000)
  const size = Math.abs(seconds)
  const text =
    size < 5
      ? 'now'
      : size < 60
        ? `${size} s`
        : size < 3600
          ? `${Math.round(size / 60)} min`
          : size < 172_800
            ? `${Math.round(size / 3600)} h`
            : `${Math.round(size / 86_400)} d`
  if (size >= 60 * 86_400) return at.slice(0, 10)
  if (size < 5) return text
  return seconds < 0 ? `${text} ago` : `in ${text}`
}

/** `createdAt` is headed "Created". */
export function heading(key: string): string {
  const words = key.replace(/([a-z0-9])([A-Z])/g, '$1 $2').toLowerCase()
  const short = words.length > 3 ? words.replace(/ at$/, '') : words
  return short.charAt(0).toUpperCase() + short.slice(1)
}

function formatNumber(key: string, value: number): string {
  if (/^(memory|bytes|size)$/i.test(key)) return formatBytes(value)
  if (key === 'cpu') return `${value.toFixed(1)} %`
  return Number.isInteger(value) ? String(value) : String(Math.round(value * 100) / 100)
}

function formatBytes(bytes: number): string {
  const units = ['B', 'KiB', 'MiB', 'GiB', 'TiB']
  const step = bytes < 1 ? 0 : Math.min(units.length - 1, Math.floor(Math.log2(bytes) / 10))
  const amount = bytes / 1024 ** step
  return `${step === 0 || amount >= 100 ? Math.round(amount) : amount.toFixed(1)} ${units[step]!}`
}

function plain(text: string): Cell {
  return { text: clean(text), tone: 'plain', right: false }
}
