import { useState, type ReactNode } from 'react'
import { asProblem } from '#ui/client/problem.ts'
import { useMutationOf } from '#ui/client/use-mutation-of.ts'
import { useOperation } from '#ui/client/use-operation.ts'
import { formatDuration } from '#ui/format/duration.ts'
import { Badge } from '#ui/kit/Badge.tsx'
import { Button } from '#ui/kit/Button.tsx'
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
import { QueueLimits } from './QueueLimits.tsx'

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
  const note = [
    queue.setBy === null ? '' : word('queues.set_by', { who: queue.setBy }),
    queue.pausedBy === null ? '' : word('queues.paused_by', { who: queue.pausedBy }),
  ]
    .filter(Boolean)
    .join(' ')
  const controls = (
    <>
      {limits.map((limit) => (
        <Badge key={limit}>{limit}</Badge>
      ))}
      <QueueActions queue={queue} />
    </>
  )
  return (
    <Card
      title={titleOf(queue)}
      count={word('queues.count', { held: queue.holders.length, waiting: queue.waiting })}
      aside={<span className="flex items-center gap-2 max-desk:hidden">{controls}</span>}
      body="rows"
    >
      <div className="flex flex-wrap items-center gap-2 border-b border-line-faint px-3.5 py-2 desk:hidden">{controls}</div>
      {note ? <p className="border-b border-line-faint px-3.5 py-2 text-small text-ink-3">{note}</p> : null}
      {queue.holders.length + queue.waiting === 0 ? <p className="px-3.5 py-2.5 text-ink-3">{word('queues.empty')}</p> : null}
      <ListRows>
        {queue.holders.map((holder) => (
          <Place key={`${holder.run} ${holder.task}`} place={holder} kind="running" detail={holder.key} />
        ))}
        {queue.waiters.map((waiter) => (
          <Place
            key={`${waiter.run} ${waiter.task}`}
            place={waiter}
            kind="paused"
            detail={[waiter.key, waiter.priority === 0 ? '' : word('queues.priority', { number: waiter.priority })]
              .filter(Boolean)
              .join(', ')}
          />
        ))}
      </ListRows>
    </Card>
  )
}

function QueueActions({ queue }: { queue: Queue }) {
  const [open, setOpen] = useState(false)
  const set = useMutationOf(automations, 'setQueue')
  const paused = queue.pausedAt !== null
  return (
    <>
      <Button size="small" onClick={() => setOpen(true)}>
        {word('queues.limits')}
      </Button>
      <Button
        size="small"
        busy={set.isPending && word('triggers.changing')}
        onClick={() => set.mutate({ queue: queue.name, paused: !paused })}
      >
        {word(paused ? 'triggers.resume' : 'triggers.pause')}
      </Button>
      {open ? <QueueLimits queue={queue} onClose={() => setOpen(false)} /> : null}
    </>
  )
}

function Place({ place, kind, detail }: { place: Queue['holders'][number]; kind: 'running' | 'paused'; detail: string | null }) {
  return (
    <ListRow
      picture={<StatusGlyph kind={kind} label={word(kind === 'running' ? 'queues.holds' : 'queues.waits')} />}
      title={`${place.name} #${place.number}`}
      detail={[stepOf(place.task), detail].filter(Boolean).join(' · ')}
      aside={<RelativeTime at={place.since} />}
      href={runHref({ id: place.run })}
    />
  )
}

/** A queue that limits the runs of an automation is called by its id; people know the name. */
function titleOf({ name, holders, waiters }: Queue): ReactNode {
  const automation = name.startsWith('automation:') ? [...holders, ...waiters][0]?.name : undefined
  return automation === undefined ? <span className="font-mono">{name}</span> : word('queues.of_runs', { name: automation })
}

/** The last word of a task's key. */
function stepOf(task: string): string {
  return task.replace(/\?.*$/, '').split('/').at(-1) ?? ''
}
