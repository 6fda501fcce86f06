import { posix } from 'node:path'
import type { SourceText } from '../graph.ts'

/** One logical line: continuations joined, comments taken off, the packages a compiler says brought it. */
export type RequirementLine = { text: string; line: number; via: string[] }

/** pip's own line rules: a backslash joins lines, a # at the start or after a space begins a comment. */
export function readRequirementLines(text: string): RequirementLine[] {
  const found: RequirementLine[] = []
  let joined = ''
  let start = 0
  let isVia = false
  for (const [i, raw] of text.split('\n').entries()) {
    const comment = raw.search(/(^|\s)#/)
    const content = (comment < 0 ? raw : raw.slice(0, comment)).trim()
    if (content === '' && joined === '') {
      isVia = readVia(comment < 0 ? '' : raw.slice(comment).trim(), { isVia, last: found.at(-1) })
      continue
    }
    if (joined === '') start = i + 1
    const continues = content.endsWith('\\')
    joined += (continues ? content.slice(0, -1) : content) + ' '
    if (continues) continue
    found.push({ text: joined.trim(), line: start, via: [] })
    joined = ''
    isVia = comment >= 0 && readVia(raw.slice(comment).trim(), { isVia: false, last: found.at(-1) })
  }
  if (joined.trim() !== '') found.push({ text: joined.trim(), line: start, via: [] })
  return found.filter((one) => one.text !== '')
}

/** The files a requirements file includes (-r) or is held to (-c), relative to the project's root. */
export function includedPaths(source: SourceText): string[] {
  return readRequirementLines(source.text).flatMap(({ text }) => {
    const path = includeIn(text)?.path
    return path === undefined ? [] : [posix.join(posix.dirname(source.path), path)]
  })
}

export function includeIn(line: string): { path: string; isConstraint: boolean } | null {
  const found = /^(?:(-r|--requirement)|-c|--constraint)(?:\s+|=|(?=[^\s-]))(\S+)/.exec(line)
  return found ? { path: found[2]!, isConstraint: found[1] === undefined } : null
}

/** "# via a, b" on one line, or "# via" with "#   a" lines below it. Returns whether such lines may follow. */
function readVia(comment: string, { isVia, last }: { isVia: boolean; last: RequirementLine | undefined }): boolean {
  const inline = /^#\s*via\b\s*(.*)$/.exec(comment)
  const listed = isVia ? /^#\s{2,}(\S.*)$/.exec(comment)?.[1] : undefined
  const names = inline ? inline[1]! : (listed ?? '')
  if (!last || (!inline && listed === undefined)) return false
  last.via.push(
    ...names
      .split(',')
      .map((one) => one.trim())
      .filter((one) => one !== ''),
  )
  return true
}
