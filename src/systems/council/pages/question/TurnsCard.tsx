import { Card } from '#ui/kit/Card.tsx'
import { ListRow, ListRows } from '#ui/kit/ListRow.tsx'
import type { Question } from '../client.ts'
import { questionHref } from '../question-state.ts'
import { word as own } from '../words.ts'
import { word } from './words.ts'

/** The conversation this question is a turn of; nothing while it is the only one. */
export function TurnsCard({ question }: { question: Question }) {
  if (question.turns.length < 2) return null
  return (
    <Card title={word('turns.title')} count={question.turns.length} body="rows">
      <ListRows>
        {question.turns.map((turn) => (
          <ListRow
            key={turn.id}
            title={turn.text}
            detail={turn.sentence ?? own('list.none_yet')}
            aside={turn.id === question.id ? <span className="text-small">{word('turns.here')}</span> : `#${turn.number}`}
            href={turn.id === question.id ? undefined : questionHref(turn.id)}
          />
        ))}
      </ListRows>
    </Card>
  )
}
