import { dateAt, fieldAt, listAt, textAt } from './field.ts'
import type { PartialDraft } from './draft.ts'

const titles = ['title', 'name', 'summary', 'text', 'subject', 'sentence']
const moments = ['at', 'updatedAt', 'changedAt', 'startsAt', 'createdAt', 'dueAt', 'checkedAt']
const unread = new Set(['id', 'version', 'cursor', 'next'])

/** Evidence out of any list of records: a title, a time, and the plain fields as they stand. */
export function fromRecords(words: readonly string[]): (answer: unknown) => PartialDraft[] {
  return (answer) => {
    const items = listAt(answer, 'items')
    const records = items.length > 0 ? items : fieldAt(answer, 'items') === undefined && answer !== null ? [answer] : []
    return records.slice(0, 30).flatMap((record) => readRecord(record, words))
  }
}

function readRecord(record: unknown, words: readonly string[]): PartialDraft[] {
  if (record === null || typeof record !== 'object') return []
  const plain = Object.entries(record).filter(([key, value]) => !unread.has(key) && isPlain(value))
  if (plain.length === 0) return []
  const title = titles.map((key) => textAt(record, key)).find((text) => text !== null) ?? 'Record'
  const at = moments.map((key) => dateAt(record, key)).find((date) => date !== null)
  return [
    {
      words,
      title: title.slice(0, 200),
      text: plain.map(([key, value]) => `${key}: ${String(value)}`).join('\n'),
      facts: Object.fromEntries(plain) as PartialDraft['facts'],
      ...(at ? { at } : {}),
      project: textAt(record, 'project'),
    },
  ]
}

function isPlain(value: unknown): boolean {
  return value !== null && ['string', 'number', 'boolean'].includes(typeof value) && value !== ''
}
