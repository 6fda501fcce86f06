import { usage } from './exit-code.ts'
import type { Flag, ValueKind } from './flags.ts'
import { didYouMean } from './suggest.ts'

/** Where long text comes from: files and standard input. */
export interface TextSource {
  file(path: string): string
  standardInput(): string
}

/** What was written for a flag, once or several times, as the value that its schema wants. */
export function readValue(flag: Flag, texts: readonly string[], source: TextSource): unknown {
  if (flag.kind === 'list') return texts.flatMap((text) => readItems(flag, text, source))
  if (flag.kind === 'map') return Object.assign({}, ...texts.map((text) => readPairs(flag, text, source)))
  if (texts.length > 1) throw usage(`${shown(flag)} was given ${texts.length} times; it takes one value.`)
  return readOne(flag, flag.kind, resolveText(flag, texts[0]!, source))
}

function readItems(flag: Flag, text: string, source: TextSource): unknown[] {
  const whole = flag.element === 'json' ? resolveText({ ...flag, long: true }, text, source) : text === '-' ? source.standardInput() : text
  if (whole.trimStart().startsWith('[')) {
    const parsed = parseJson(flag, whole)
    if (Array.isArray(parsed)) return parsed
  }
  if (flag.element === 'json') return [parseJson(flag, whole)]
  return whole
    .split(/[,\n]/)
    .map((item) => item.trim())
    .filter(Boolean)
    .map((item) => readOne(flag, flag.element, item))
}

/** `NAME=value`, or a JSON object. */
function readPairs(flag: Flag, text: string, source: TextSource): Record<string, unknown> {
  const equals = text.indexOf('=')
  if (equals > 0 && !text.startsWith('{')) return { [text.slice(0, equals)]: text.slice(equals + 1) }
  const parsed = parseJson(flag, resolveText({ ...flag, long: true }, text, source))
  if (parsed !== null && typeof parsed === 'object' && !Array.isArray(parsed)) return parsed as Record<string, unknown>
  throw usage(`${shown(flag)} takes NAME=value or a JSON object.`)
}

/** `-` is standard input; `@file` is a file where the text may be long, and `@@x` is the text "@x". */
function resolveText(flag: Flag, text: string, source: TextSource): string {
  if (text === '-') return flag.kind === 'text' ? source.standardInput().replace(/\r?\n$/, '') : source.standardInput()
  if (!flag.long || !text.startsWith('@')) return text
  if (text.startsWith('@@')) return text.slice(1)
  try {
    return source.file(text.slice(1))
  } catch {
    throw usage(`${shown(flag)}: the file ${text.slice(1)} cannot be read. Text that begins with @ is written @@.`)
  }
}

function readOne(flag: Flag, kind: ValueKind, text: string): unknown {
  if (kind === 'integer' || kind === 'number') return readNumber(flag, kind, text)
  if (kind === 'boolean') return readBoolean(flag, text)
  if (kind === 'json') return parseJson(flag, text)
  if (flag.choices.length > 0 && !flag.choices.includes(text)) {
    throw usage(`${shown(flag)} is one of ${flag.choices.join(', ')}; not ${text}.${didYouMean(text, flag.choices)}`)
  }
  return text
}

function readNumber(flag: Flag, kind: 'integer' | 'number', text: string): number {
  const fits = kind === 'integer' ? /^[+-]?\d+$/.test(text) : /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(text)
  if (!fits) throw usage(`${shown(flag)} takes a ${kind === 'integer' ? 'whole number' : 'number'}, not ${text || 'nothing'}.`)
  return Number(text)
}

function readBoolean(flag: Flag, text: string): boolean {
  if (['true', 'yes', '1'].includes(text)) return true
  if (['false', 'no', '0'].includes(text)) return false
  throw usage(`${shown(flag)} is on with --${flag.name} and off with --no-${flag.name}; not ${text}.`)
}

function parseJson(flag: Flag, text: string): unknown {
  try {
    return JSON.parse(text) as unknown
  } catch (error) {
    throw usage(`${shown(flag)} takes JSON: ${(error as Error).message}`)
  }
}

/** A field as the person wrote it. */
export function shown(flag: Flag): string {
  return flag.position === null ? `--${flag.name}` : `<${flag.name}>`
}
