import { asProblem } from '#ui/client/problem.ts'
import { useOperation } from '#ui/client/use-operation.ts'
import { formatDuration } from '#ui/format/duration.ts'
import { Badge } from '#ui/kit/Badge.tsx'
import { Card } from '#ui/kit/Card.tsx'
import { EmptyState } from '#ui/kit/EmptyState.tsx'
import { ErrorState } from '#ui/kit/ErrorState.tsx'
import { ListRow, ListRows } from '#ui/kit/ListRow.tsx'
import { RelativeTime } from '#ui/kit/RelativeTime.tsx'
import { StatusGlyph } from '#ui/kit/StatusGlyph.tsx'
import { Freshness } from '#ui/shell/Freshness.tsx'
import { PageBody } from '#ui/shell/Page.tsx'
import { PageHeader } from '#ui/shell/PageHeader.tsx'
import { AreaTabs } from '../AreaTabs.tsx'
import { automations, type Queue } from '../client.ts'
import { runHref } from '../runs/run-state.ts'
import { word } from '../words.ts'

/** Queues with their limits: who has the places, who waits, in which order. */
export function QueuesPage() {
  const found = useOperation(automations, 'listQueues', {})
  return (
    <>
      <PageHeader
        title={word('queues.title')}
        crumbs={[{ label: word('title'), href: '/automations' }]}
        freshness={<Freshness answer={found} />}
      />
      <PageBody>
        <AreaTabs />
        {found.error && !found.data ? (
          <ErrorState what={word('queues.title')} problem={asProblem(found.error)} onRetry={() => void found.refetch()} />
        ) : null}
        {found.data?.items.length === 0 ? (
          <Card>
            <EmptyState title={word('queues.none')}>{word('queues.none_body')}</EmptyState>
          </Card>
        ) : null}
        {(found.data?.items ?? []).map((queue) => (
          <QueueCard key={queue.name} queue={queue} />
        ))}
      </PageBody>
    </>
  )
}

function QueueCard({ queue }: { queue: Queue }) {
  const limits = [
    queue.limit === null ? null : word('queues.limit', { count: queue.limit }),
    queue.keyLimit === null ? null : word('queues.key_limit', { count: queue.keyLimit }),
    queue.rate === null ? null : word('queues.rate', { count: queue.rate.count, time: formatDuration(queue.rate.milliseconds) }),
  ].filter((limit) => limit !== null)
  return (
    <Card
      title={<span className="font-mono">{queue.name}</span>}
      count={word('queues.count', { held: queue.holders.length, waiting: queue.waiting })}
      aside={limits.map((limit) => (
        <Badge key={limit}>{limit}</Badge>
      ))}
      body="rows"
    >
      <ListRows>
        {queue.holders.map((holder) => (
          <Place key={`${holder.run} ${holder.task}`} place={holder} kind="running" detail={holder.key} />
        ))}
        {queue.waiters.map((waiter) => (
          <Place
            key={`${waiter.run} ${waiter.task}`}
            place={waiter}
            kind="paused"
            detail={[waiter.key, word('queues.priority', { number: waiter.priority })].filter(Boolean).join(', ')}
          />
        ))}
      </ListRows>
    </Card>
  )
}

function Place({ place, kind, detail }: { place: Queue['holders'][number]; kind: 'running' | 'paused'; detail: string | null }) {
  return (
    <ListRow
      picture={<StatusGlyph kind={kind} label={word(kind === 'running' ? 'queues.holds' : 'queues.waits')} />}
      title={`${place.name} #${place.number}`}
      detail={[place.task, detail].filter(Boolean).join(' · ')}
      aside={<RelativeTime at={place.since} />}
      href={runHref({ id: place.run })}
    />
  )
}
