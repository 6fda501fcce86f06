import { useOperation } from '#ui/client/use-operation.ts'
import { Card } from '#ui/kit/Card.tsx'
import { EmptyState } from '#ui/kit/EmptyState.tsx'
import { FailedCard } from '#ui/kit/FailedCard.tsx'
import { ListRow, ListRows } from '#ui/kit/ListRow.tsx'
import { Monogram } from '#ui/kit/Monogram.tsx'
import { SkeletonRows } from '#ui/kit/Skeleton.tsx'
import { Status } from '#ui/kit/Status.tsx'
import { projects } from './client.ts'
import { NoProjects } from './NoProjects.tsx'
import { word } from './words.ts'

const loud = new Set(['failing', 'risk', 'asks'])
const most = 8

/** The projects that ask for a person, worst first. */
export function TodayProjects() {
  const list = useOperation(projects, 'list', { limit: 50, sort: 'attention' })
  const asking = (list.data?.items ?? []).filter((row) => loud.has(row.health.level))
  if (list.data?.total === 0) {
    return (
      <Card title={word('today.first')} body="rows">
        <NoProjects filtered={false} onShowAll={() => {}} />
      </Card>
    )
  }
  if (list.error && !list.data) return <FailedCard title={word('today.title')} answer={list} />
  return (
    <Card title={word('today.title')} count={list.data ? asking.length : undefined} body="rows">
      {list.isPending ? <SkeletonRows rows={4} /> : null}
      {list.data && asking.length === 0 ? <EmptyState title={word('today.calm')}>{word('today.calm_body')}</EmptyState> : null}
      <ListRows>
        {asking.slice(0, most).map((row) => (
          <ListRow
            key={row.id}
            picture={<Monogram id={row.id} name={row.name} />}
            title={row.name}
            detail={row.health.sentence}
            aside={<Status kind={row.health.level}>{word(`level.${row.health.level}`)}</Status>}
            href={`/projects/${row.slug}`}
          />
        ))}
      </ListRows>
    </Card>
  )
}
