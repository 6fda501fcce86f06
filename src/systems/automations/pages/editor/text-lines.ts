export interface LineRange {
  readonly first: number
  readonly last: number
}

/** The lines of a step that begins at `line`: what follows and is written further right belongs to it. Counts from 1. */
export function stepLines(text: string, line: number): LineRange {
  const lines = text.split('\n')
  const dash = /^\s*- /.exec(lines[line - 1] ?? '')
  const own = dash ? dash[0].length - 2 : indentOf(lines[line - 1] ?? '')
  let last = line
  for (let next = line + 1; next <= lines.length; next += 1) {
    const content = lines[next - 1] ?? ''
    if (content.trim() === '') continue
    if (indentOf(content) <= own) break
    last = next
  }
  return { first: line, last }
}

/** The innermost step that a line belongs to. */
export function stepAtLine(text: string, steps: readonly { readonly id: string; readonly line: number }[], line: number): string | null {
  const around = steps.filter((step) => {
    const { first, last } = stepLines(text, step.line)
    return first <= line && line <= last
  })
  return around.at(-1)?.id ?? null
}

/** What differs between two texts, as one change; null when nothing does. */
export function singleChange(before: string, after: string): { from: number; to: number; insert: string } | null {
  if (before === after) return null
  const most = Math.min(before.length, after.length)
  let head = 0
  while (head < most && before[head] === after[head]) head += 1
  let tail = 0
  while (tail < most - head && before[before.length - 1 - tail] === after[after.length - 1 - tail]) tail += 1
  return { from: head, to: before.length - tail, insert: after.slice(head, after.length - tail) }
}

function indentOf(line: string): number {
  return line.length - line.trimStart().length
}
