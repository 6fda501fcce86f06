import { withoutCredentials } from '../discovery/remote.ts'

const longest = 160

/** A line as it may be shown: trimmed, short, and without the credentials an address can carry. */
export function excerpt(line: string): string {
  const plain = withoutCredentials(line.trim().replace(/\s+/g, ' '))
  return plain.length > longest ? `${plain.slice(0, longest - 1)}…` : plain
}

/** The lines of a text with their numbers (from 1). */
export function numberedLines(text: string): { line: number; text: string }[] {
  return text.split(/\r?\n/).map((one, index) => ({ line: index + 1, text: one }))
}

/** Line (from 1) of an offset. Ask in ascending order of offsets: the counter walks on from the last one. */
export function lineCounter(text: string): (offset: number) => number {
  let at = 0
  let line = 1
  return (offset) => {
    if (offset < at) [at, line] = [0, 1]
    for (let next = text.indexOf('\n', at); next >= 0 && next < offset; next = text.indexOf('\n', at)) {
      at = next + 1
      line++
    }
    return line
  }
}

/** The text of one line (from 1), as it may be shown. */
export function lineText(text: string, line: number | null): string {
  if (line === null) return ''
  let start = 0
  for (let at = 1; at < line && start >= 0; at++) start = text.indexOf('\n', start) + 1 || -1
  if (start < 0) return ''
  const end = text.indexOf('\n', start)
  return excerpt(text.slice(start, end < 0 ? undefined : end))
}
