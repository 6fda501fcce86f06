import type { z } from 'zod'
import type { Message } from './completion.ts'
import type { Answer } from './providers/ask.ts'

export type Structured<T> = { readonly fits: true; readonly value: T } | { readonly fits: false; readonly why: string }

/** Reads an answer as the shape wants it, with or without a fence around its JSON. */
export function readStructured<T>(shape: z.ZodType<T>, answer: Pick<Answer, 'text' | 'finish'>): Structured<T> {
  const parsed = parseJson(answer.text)
  if (!parsed) {
    const why =
      answer.finish === 'length' ? 'It was cut off before its end, so it is no JSON. Answer more briefly.' : 'It is no valid JSON.'
    return { fits: false, why }
  }
  const checked = shape.safeParse(parsed.value)
  if (checked.success) return { fits: true, value: checked.data }
  const issues = checked.error.issues.slice(0, 12).map((issue) => `- ${issue.path.join('.') || 'the whole'}: ${issue.message}`)
  return { fits: false, why: issues.join('\n') }
}

/** The question again, with the answer that missed and what was wrong with it. */
export function repairMessages(messages: readonly Message[], answer: Pick<Answer, 'text'>, why: string): Message[] {
  const wrong = answer.text.trim() === '' ? '(nothing)' : answer.text.slice(0, longestQuote)
  const ask = `That answer does not have the form that was asked for:\n${why}\nGive the whole answer again as JSON of that form, and nothing else.`
  return [...messages, { role: 'assistant', text: wrong }, { role: 'user', text: ask }]
}

const longestQuote = 20_000

function parseJson(text: string): { value: unknown } | null {
  const fenced = /^\s*```(?:json)?\s*\n([\s\S]*?)\n?\s*```\s*$/.exec(text)?.[1]
  for (const candidate of [text, fenced, between(text)]) {
    if (candidate === undefined) continue
    try {
      return { value: JSON.parse(candidate) }
    } catch {
      // The next reading may fit.
    }
  }
  return null
}

/** From the first brace to the last one, for models that add a sentence before or after. */
function between(text: string): string | undefined {
  const start = text.indexOf('{')
  const end = text.lastIndexOf('}')
  return start >= 0 && end > start ? text.slice(start, end + 1) : undefined
}
