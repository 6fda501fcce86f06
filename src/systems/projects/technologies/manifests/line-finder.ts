import { excerpt, numberedLines } from '../excerpt.ts'
import type { SourceFile } from '../signal.ts'

export type LinePlace = { file: string; line: number | null; text: string }

/**
 * Finds the line that speaks of a thing, for formats whose parsers tell no lines. A name must stand alone on the
 * line, in any case and with `-`, `_` and `.` alike.
 */
export function lineFinder(file: SourceFile): (wanted: string | RegExp, from?: number) => LinePlace {
  const lines = numberedLines(file.text)
  return (wanted, from = 1) => {
    const expression = typeof wanted === 'string' ? wordOf(wanted) : wanted
    const found = lines.find((one) => one.line >= from && expression.test(one.text))
    return { file: file.file, line: found?.line ?? null, text: found ? excerpt(found.text) : '' }
  }
}

function wordOf(name: string): RegExp {
  const body = name.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&').replace(/\\?[-_.]/g, '[-_.]')
  return new RegExp(`(?:^|[^\\w.-])${body}(?![\\w-])`, 'i')
}
