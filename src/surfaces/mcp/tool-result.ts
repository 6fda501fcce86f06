import type { CallToolResult } from '@modelcontextprotocol/server'
import { Problem } from '#kernel/errors.ts'

/** Characters of JSON a model is given at once; the rest is a page, a filter or a narrower question away. */
const longestAnswer = 40_000
const longestText = 4_000
const longestList = 50

type Output = Record<string, unknown>

/** An operation's output as structured content and as text, cut to a size that a model can read. */
export function answerWith(output: unknown, notes: readonly string[] = []): CallToolResult {
  const whole = isOutput(output) ? output : { value: output }
  const { kept, note } = shorten(whole, longestAnswer)
  const lines = [...notes, ...(note === null ? [] : [note])]
  const content = note === null ? kept : { ...kept, truncated: note }
  return { structuredContent: content, content: [{ type: 'text', text: [...lines, JSON.stringify(kept)].join('\n') }] }
}

/** A problem is a result that the model reads, not an error of the protocol. */
export function answerProblem(problem: Problem): CallToolResult {
  const errors = problem.more['errors'] as { path: string; message: string }[] | undefined
  const sentence = errors ? errors.map(({ path, message }) => `${path || 'input'}: ${message}`).join('; ') : problem.message
  return {
    isError: true,
    structuredContent: { ...problem.more, code: problem.code, detail: problem.message },
    content: [{ type: 'text', text: `${problem.code}: ${sentence}` }],
  }
}

/** Cuts a list to as many items as fit, anything else in its long texts and lists; the note says what is missing. */
export function shorten(output: Output, longest: number): { kept: Output; note: string | null } {
  if (sizeOf(output) <= longest) return { kept: output, note: null }
  const items = output['items']
  if (Array.isArray(items)) {
    const kept = fitItems(output, items, longest)
    if (kept.length > 0) return { kept: { ...output, items: kept }, note: listNote(kept.length, items.length) }
  }
  const cut = cutInside(output, 0) as Output
  const note = 'Long texts and lists were cut; ask for a part of it, or read it in Optimus.'
  return sizeOf(cut) <= longest
    ? { kept: cut, note }
    : { kept: {}, note: `The answer is ${sizeOf(output)} characters long, too long to show here; ask for a part of it.` }
}

function listNote(kept: number, all: number): string {
  return `Only ${kept} of the ${all} items of this page are shown, because the answer is long; ask with a smaller limit or a filter.`
}

function fitItems(output: Output, items: readonly unknown[], longest: number): unknown[] {
  let room = longest - sizeOf({ ...output, items: [] })
  const kept: unknown[] = []
  for (const item of items) {
    room -= sizeOf(item) + 1
    if (room < 0) break
    kept.push(item)
  }
  return kept
}

function cutInside(value: unknown, depth: number): unknown {
  if (typeof value === 'string') return value.length > longestText ? `${value.slice(0, longestText)}…` : value
  if (value === null || typeof value !== 'object') return value
  const most = depth > 2 ? 5 : longestList
  if (Array.isArray(value)) return value.slice(0, most).map((item) => cutInside(item, depth + 1))
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, cutInside(item, depth + 1)]))
}

function sizeOf(value: unknown): number {
  return (JSON.stringify(value) ?? '').length
}

function isOutput(value: unknown): value is Output {
  return value !== null && typeof value === 'object' && !Array.isArray(value)
}
