import { dateAt, fieldAt, listAt, numberAt, textAt } from './field.ts'
import type { PartialDraft } from './draft.ts'

/** Earlier questions with what the council said, what was decided, and what really happened. */
export function fromDecisions(answer: unknown): PartialDraft[] {
  return listAt(answer, 'items').flatMap((item) => {
    const text = textAt(item, 'text')
    if (!text) return []
    const right = fieldAt(item, 'right')
    const outcome = fieldAt(item, 'outcome')
    const wrong = listAt(item, 'wrong').filter((name) => typeof name === 'string')
    const known = outcome !== null && outcome !== undefined
    const verdict = right === true ? 'the council was right' : right === false ? 'the council was wrong' : 'not to be judged'
    const lines = [
      `The council said: ${textAt(item, 'sentence') ?? 'nothing'}`,
      `Decided: ${textAt(item, 'decision.label') ?? textAt(item, 'decision.note') ?? 'nothing yet'}`,
      known ? `What happened: ${said(outcome)}; ${verdict}.` : 'What happened: not known yet.',
      ...(wrong.length > 0 ? [`Wrong at the time: ${wrong.join(', ')}.`] : []),
    ]
    return [
      {
        words: ['precedent', ...(right === false ? ['mistakes'] : []), ...(fieldAt(item, 'decision') ? ['costs'] : [])],
        title: `Question #${numberAt(item, 'number')}: ${text.slice(0, 160)}`,
        text: lines.join('\n'),
        facts: {
          domain: textAt(item, 'domain'),
          right: typeof right === 'boolean' ? right : null,
          resolved: known,
          due: fieldAt(item, 'reviewDue') === true,
          followed: followed(item),
        },
        project: textAt(item, 'project'),
        link: `/council/${textAt(item, 'id')}`,
        at: dateAt(item, 'askedAt') ?? undefined,
      },
    ]
  })
}

function said(outcome: unknown): string {
  const parts = ['option', 'happened', 'value', 'chosen'].flatMap((key) => {
    const value = fieldAt(outcome, key)
    return value === undefined ? [] : [`${key} ${String(value)}`]
  })
  return parts.join(', ') || 'in part'
}

/** Whether the decision went the council's way; null where one of the two is missing. */
function followed(item: unknown): boolean | null {
  const decided = textAt(item, 'decision.option')
  const favourite = textAt(item, 'favourite')
  return decided === null || favourite === null ? null : decided === favourite
}
