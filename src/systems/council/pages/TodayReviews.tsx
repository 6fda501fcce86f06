import { useOperation } from '#ui/client/use-operation.ts'
import { Card } from '#ui/kit/Card.tsx'
import { ListRow, ListRows } from '#ui/kit/ListRow.tsx'
import { RelativeTime } from '#ui/kit/RelativeTime.tsx'
import { StatusGlyph } from '#ui/kit/StatusGlyph.tsx'
import { council } from './client.ts'
import { questionHref } from './question-state.ts'
import { word } from './words.ts'

const most = 5

/** Answers whose review is due: say what happened, and the council learns. Nothing while none is. */
export function TodayReviews() {
  const journal = useOperation(council, 'journal', { show: 'due', limit: most }).data
  if (!journal || journal.due === 0) return null
  return (
    <Card title={word('today.title')} count={journal.due} body="rows">
      <ListRows>
        {journal.items.map((row) => (
          <ListRow
            key={row.id}
            picture={<StatusGlyph kind="asks" label={word('state.due')} />}
            title={row.text}
            detail={row.sentence ? word('today.said', { sentence: row.sentence }) : undefined}
            aside={<RelativeTime at={row.reviewAt} />}
            href={questionHref(row.id)}
          />
        ))}
      </ListRows>
    </Card>
  )
}
