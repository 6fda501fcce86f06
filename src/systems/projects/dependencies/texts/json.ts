import type { DependencyNote, SourceText } from '../graph.ts'
import { lineFinder } from './source-text.ts'

/** Parses JSON; a broken or cut file yields what stands before the break, and a note with its line. */
export function readJson(source: SourceText, notes: DependencyNote[]): unknown {
  try {
    return JSON.parse(source.text)
  } catch {
    return salvage(source, notes)
  }
}

/** JSON with comments and trailing commas, as bun writes it. */
export function readJsonc(source: SourceText, notes: DependencyNote[]): unknown {
  return readJson({ path: source.path, text: strictJson(source.text) }, notes)
}

const decoration = /"[^"\\\n]*(?:\\.[^"\\\n]*)*"|\/\/[^\n]*|\/\*[^]*?\*\/|,(?=\s*[}\]])/g

function strictJson(text: string): string {
  return text.replace(decoration, (found) => (found[0] === '"' ? found : found.replace(/[^\n]/g, ' ')))
}

function salvage(source: SourceText, notes: DependencyNote[]): unknown {
  const found = walk(source.text)
  const line = lineFinder(source.text)(found.brokenAt)
  const empty = source.text.trim() === ''
  const value = empty ? undefined : closed(source.text, found)
  const rest = value === undefined ? 'nothing could be read.' : 'only what stands before it was read.'
  notes.push({ file: source.path, line, sentence: empty ? 'The file is empty.' : `Not valid JSON at line ${line}; ${rest}` })
  return value
}

function closed(text: string, found: Walk): unknown {
  if (found.closers === null) return undefined
  try {
    return JSON.parse(text.slice(0, found.cut) + found.closers)
  } catch {
    return undefined
  }
}

type Walk = { cut: number; closers: string | null; brokenAt: number }

const token = /\s*(?:("[^"\\\n]*(?:\\.[^"\\\n]*)*")|(-?\d[\d.eE+-]*|true|false|null)|([{}[\],:]))/y

// Deeper than any real lockfile; keeps a file of brackets from costing memory.
const deepest = 500

/** Follows the grammar to where it breaks and remembers the last place where a value was whole. */
function walk(text: string): Walk {
  const open: string[] = []
  let wants: Wants = 'value'
  let [cut, cutDepth, at] = [0, -1, 0]
  while (open.length < deepest && !(wants === 'comma' && open.length === 0)) {
    token.lastIndex = at
    const found = token.exec(text)
    const next: Wants | 'whole' | null = found ? step(open, wants, { mark: found[3], quoted: found[1] !== undefined }) : null
    if (next === null) break
    at = token.lastIndex
    wants = next === 'whole' ? 'comma' : next
    if (next === 'whole') [cut, cutDepth] = [at, open.length]
  }
  const closers = cutDepth < 0 ? null : open.slice(0, cutDepth).reverse().join('')
  return { cut, closers, brokenAt: at }
}

/** `first…` is the state right after an opening bracket, where the closing one may follow at once. */
type Wants = 'value' | 'first value' | 'key' | 'first key' | 'colon' | 'comma'
type Token = { mark: string | undefined; quoted: boolean }

function step(open: string[], wants: Wants, { mark, quoted }: Token): Wants | 'whole' | null {
  if (mark === '}' || mark === ']') {
    const mayClose = wants === 'comma' || wants.startsWith('first')
    return mayClose && open.pop() === mark ? 'whole' : null
  }
  if (wants === 'comma') return mark === ',' ? (open.at(-1) === '}' ? 'key' : 'value') : null
  if (wants === 'colon') return mark === ':' ? 'value' : null
  if (wants.endsWith('key')) return quoted ? 'colon' : null
  if (mark === '{' || mark === '[') {
    open.push(mark === '{' ? '}' : ']')
    return mark === '{' ? 'first key' : 'first value'
  }
  return mark === undefined ? 'whole' : null
}
