import { useOperation } from '../client/use-operation.ts'
import { Card } from '../kit/Card.tsx'
import { FailedCard } from '../kit/FailedCard.tsx'
import { TextLink } from '../kit/Link.tsx'
import { ListRow, ListRows } from '../kit/ListRow.tsx'
import { RelativeTime } from '../kit/RelativeTime.tsx'
import { StatusGlyph } from '../kit/StatusGlyph.tsx'
import { isOver, runSentence, runStatus, type Run } from '../runs/run.ts'
import { runs } from '../runs/use-runs.ts'
import { word as runWord } from '../runs/words.ts'
import { word } from './words.ts'

const most = 6
const dayMilliseconds = 86_400_000

/** Long work: what is under way, then what failed, then what ended lately. */
export function TodayRuns() {
  const list = useOperation(runs, 'list', { limit: 30 })
  const rows = (list.data?.items ?? []).filter(isRecent).toSorted((a, b) => rank(a) - rank(b))
  if (list.error && !list.data) return <FailedCard title={word('today.work')} answer={list} />
  if (rows.length === 0) return null
  return (
    <Card title={word('today.work')} aside={<TextLink href="/runs">{word('today.work.all')}</TextLink>} body="rows">
      <ListRows>
        {rows.slice(0, most).map((run) => (
          <ListRow
            key={run.id}
            picture={<StatusGlyph kind={runStatus(run.state)} />}
            title={run.title}
            detail={isOver(run) && run.state === 'done' ? undefined : runSentence(run) || runWord(run.state)}
            aside={<RelativeTime at={run.endedAt ?? run.startedAt ?? run.createdAt} />}
            href={`/runs/${run.id}`}
          />
        ))}
      </ListRows>
    </Card>
  )
}

function isRecent(run: Run): boolean {
  return !isOver(run) || Date.now() - Date.parse(run.endedAt ?? run.createdAt) < dayMilliseconds
}

function rank({ state }: Run): number {
  if (state === 'running' || state === 'waiting') return 0
  return state === 'failed' ? 1 : 2
}
