import type { DependencyNote, SourceText } from '../graph.ts'

/** Text as parsers expect it, from a file's bytes: UTF-8 or UTF-16 with its mark, any line ends. */
export function decodeText(bytes: Uint8Array): string {
  const text = new TextDecoder(encodingOf(bytes)).decode(bytes)
  return text.includes('\r') ? text.replace(/\r\n?/g, '\n') : text
}

/** Finds the line (from 1) of offsets; cheapest when they are asked in rising order. */
export function lineFinder(text: string): (offset: number) => number {
  let line = 1
  let reached = 0
  return (offset) => {
    if (offset < reached) [line, reached] = [1, 0]
    for (let end = text.indexOf('\n', reached); end >= 0 && end < offset; end = text.indexOf('\n', reached)) {
      line++
      reached = end + 1
    }
    return line
  }
}

/**
 * Finds keys from the place of the last one found onward, so that a whole file costs one pass.
 * `wraps`: keys may also stand before it, at the cost of another search for each that does.
 */
export function keyLines(text: string, { from = 0, wraps = false } = {}): (needle: string) => number | null {
  const lineOf = lineFinder(text)
  let reached = from
  return (needle) => {
    const ahead = text.indexOf(needle, reached)
    const at = ahead < 0 && wraps ? text.indexOf(needle, from) : ahead
    if (at < 0) return null
    reached = at + needle.length
    return lineOf(needle.startsWith('\n') ? at + 1 : at)
  }
}

/** The lines of TOML keys at the start of a line, quoted or bare; of a dotted key its first part. */
export function tomlKeyLines(text: string): (key: string) => number | null {
  const lines = new Map<string, number>()
  for (const [i, line] of text.split('\n').entries()) {
    const key = /^(?:"([^"]+)"|'([^']+)'|([\w-]+))\s*[.=]/.exec(line)
    const name = key?.[1] ?? key?.[2] ?? key?.[3]
    if (name !== undefined && !lines.has(name)) lines.set(name, i + 1)
  }
  return (key) => lines.get(key) ?? null
}

/** An unresolved merge is the commonest way a lockfile breaks; no parser's message would say so. */
export function mergeConflict(source: SourceText): DependencyNote | null {
  const at = source.text.startsWith('<<<<<<< ') ? 0 : source.text.indexOf('\n<<<<<<< ')
  if (at < 0) return null
  const line = lineFinder(source.text)(at + 1)
  return { file: source.path, line, sentence: 'Holds an unresolved merge conflict; resolve it, then scan again.' }
}

function encodingOf(bytes: Uint8Array): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le'
  return bytes[0] === 0xfe && bytes[1] === 0xff ? 'utf-16be' : 'utf-8'
}
