import { useOperation } from '#ui/client/use-operation.ts'
import { Card } from '#ui/kit/Card.tsx'
import { FailedCard } from '#ui/kit/FailedCard.tsx'
import { TextLink } from '#ui/kit/Link.tsx'
import { ListRow, ListRows } from '#ui/kit/ListRow.tsx'
import { Monogram } from '#ui/kit/Monogram.tsx'
import { RelativeTime } from '#ui/kit/RelativeTime.tsx'
import { SkeletonRows } from '#ui/kit/Skeleton.tsx'
import { projects, type ProjectRow } from './client.ts'
import { word } from './words.ts'

const most = 8

/** Where work happened last: the newest commits, and what lies there uncommitted or unpushed. */
export function TodayChanged() {
  const list = useOperation(projects, 'list', { limit: most, sort: '-activity' })
  const rows = (list.data?.items ?? []).filter((row) => row.git?.lastCommitAt)
  if (list.error && !list.data) return <FailedCard title={word('today.changed')} answer={list} />
  if (rows.length === 0 && !list.isPending) return null
  return (
    <Card title={word('today.changed')} aside={<TextLink href="/projects?sort=-activity">{word('today.all')}</TextLink>} body="rows">
      {list.isPending ? <SkeletonRows rows={4} /> : null}
      <ListRows>
        {rows.map((row) => (
          <ListRow
            key={row.id}
            picture={<Monogram id={row.id} name={row.name} />}
            title={row.name}
            detail={stateOf(row)}
            aside={<RelativeTime at={row.git?.lastCommitAt ?? null} />}
            href={`/projects/${row.slug}/git`}
          />
        ))}
      </ListRows>
    </Card>
  )
}

function stateOf({ git }: ProjectRow): string {
  const facts = [
    git?.branch ?? word('today.no_branch'),
    git?.changes ? word('git.changed', { count: git.changes }) : '',
    git?.unpushed ? word('git.unpushed', { count: git.unpushed }) : '',
    git?.behind ? word('git.behind', { count: git.behind }) : '',
  ]
  return facts.filter(Boolean).join(' · ')
}
