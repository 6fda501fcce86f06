import { useState } from 'react'
import { useQueryField, usePathField } from '#ui/app/navigation.ts'
import { asProblem } from '#ui/client/problem.ts'
import { useOperation } from '#ui/client/use-operation.ts'
import { formatDuration } from '#ui/format/duration.ts'
import { Badge } from '#ui/kit/Badge.tsx'
import { Card } from '#ui/kit/Card.tsx'
import { CodeBlock } from '#ui/kit/CodeBlock.tsx'
import { ErrorState } from '#ui/kit/ErrorState.tsx'
import { Facts, type Fact } from '#ui/kit/Facts.tsx'
import { TextLink } from '#ui/kit/Link.tsx'
import { ListRow, ListRows } from '#ui/kit/ListRow.tsx'
import { RelativeTime } from '#ui/kit/RelativeTime.tsx'
import { SkeletonRows } from '#ui/kit/Skeleton.tsx'
import { StatusGlyph } from '#ui/kit/StatusGlyph.tsx'
import { Freshness } from '#ui/shell/Freshness.tsx'
import { Columns, PageBody } from '#ui/shell/Page.tsx'
import { PageHeader } from '#ui/shell/PageHeader.tsx'
import { RunApprovals } from '../approvals/RunApprovals.tsx'
import { runKind } from '../automation-state.ts'
import { automations, type Run } from '../client.ts'
import { word } from '../words.ts'
import { costText } from './cost-text.ts'
import { RunActions } from './RunActions.tsx'
import { isOver, runHref } from './run-state.ts'
import { triggerOf } from './RunTable.tsx'
import { TaskSheet } from './TaskSheet.tsx'
import { Timeline } from './Timeline.tsx'
import { Why } from './Why.tsx'

const crumbs = [
  { label: word('title'), href: '/automations' },
  { label: word('runs.title'), href: '/automations/runs' },
]

/** One run while it goes on and ever after: why it stands still, what each step took and gave, and how to go on. */
export function RunPage() {
  const id = usePathField('run') ?? ''
  const found = useOperation(automations, 'getRun', { run: id })
  if (found.data && !found.isPlaceholderData) return <Known key={id} run={found.data} freshness={<Freshness answer={found} />} />
  return (
    <>
      <PageHeader title={word('runs.run')} crumbs={crumbs} />
      <PageBody>
        {found.error ? (
          <ErrorState
            what={word('runs.run')}
            problem={asProblem(found.error)}
            onRetry={() => void found.refetch()}
            retrying={found.isFetching}
          />
        ) : (
          <SkeletonRows rows={5} />
        )}
      </PageBody>
    </>
  )
}

function Known({ run, freshness }: { run: Run; freshness: React.ReactNode }) {
  const [task, setTask] = useQueryField('task')
  const [chosen, setChosen] = useState<string | null>(task || null)
  const choose = (key: string | null) => {
    setChosen(key)
    setTask(key ?? '')
  }
  return (
    <>
      <PageHeader
        title={`${run.name} #${run.number}`}
        crumbs={crumbs}
        beside={
          <Badge tone={run.state === 'failed' ? 'bad' : isOver(run) ? 'outline' : 'accent'} glyph={runKind(run.state)}>
            {word(`state.${run.state}`)}
          </Badge>
        }
        freshness={freshness}
        actions={<RunActions run={run} />}
      />
      <PageBody>
        <Why run={run} onTask={choose} />
        <RunApprovals run={run.id} />
        <Columns side={<Side run={run} />}>
          <Card title={word('timeline.title')} body="rows">
            <Timeline run={run} chosen={chosen} onChoose={choose} />
          </Card>
          <Data title={word('runs.input')} value={run.input} />
          {run.state === 'done' ? <Data title={word('runs.output')} value={run.output} /> : null}
        </Columns>
      </PageBody>
      {chosen ? <TaskSheet run={run} taskKey={chosen} onClose={() => choose(null)} /> : null}
    </>
  )
}

function Side({ run }: { run: Run }) {
  return (
    <>
      <Card title={word('runs.facts')} body="rows">
        <Facts facts={facts(run)} />
      </Card>
      {run.children.length > 0 ? (
        <Card title={word('runs.children')} count={run.children.length} body="rows">
          <ListRows>
            {run.children.map((child) => (
              <ListRow
                key={child.run}
                picture={<StatusGlyph kind={runKind(child.state)} label={word(`state.${child.state}`)} />}
                title={`${child.name} #${child.number}`}
                href={runHref({ id: child.run })}
              />
            ))}
          </ListRows>
        </Card>
      ) : null}
    </>
  )
}

function facts(run: Run): Fact[] {
  const mono = (text: string) => <span className="font-mono text-small">{text}</span>
  const known: readonly (Fact | null)[] = [
    { label: word('head.automation'), value: <TextLink href={`/automations/${run.automation}`}>{run.name}</TextLink> },
    { label: word('head.version'), value: mono(run.version === null ? run.hash : `v${run.version}`) },
    { label: word('runs.trigger'), value: triggerOf(run) },
    { label: word('runs.by_whom'), value: run.startedBy },
    { label: word('runs.started'), value: <RelativeTime at={run.startedAt ?? run.createdAt} phrase /> },
    run.milliseconds === null ? null : { label: word('runs.took'), value: formatDuration(run.milliseconds) },
    run.cost ? { label: word('cost.title'), value: costText(run.cost), source: word('cost.ledger') } : null,
    run.cpuMilliseconds === null ? null : { label: word('task.cpu'), value: formatDuration(run.cpuMilliseconds) },
    isOver(run) ? { label: word('runs.tasks'), value: word('runs.task_count', { done: run.tasks.done, failed: run.tasks.failed }) } : null,
    run.parent ? { label: word('runs.parent'), value: <TextLink href={runHref({ id: run.parent })}>{word('runs.open')}</TextLink> } : null,
    run.origin
      ? {
          label: word('runs.origin'),
          value: <TextLink href={runHref({ id: run.origin.run })}>{run.origin.from || word('runs.open')}</TextLink>,
        }
      : null,
    { label: word('runs.trace'), value: mono(run.traceId) },
  ]
  return known.filter((fact) => fact !== null)
}

function Data({ title, value }: { title: string; value: unknown }) {
  return (
    <Card title={title}>
      <CodeBlock label={title} text={value === undefined ? '' : JSON.stringify(value, null, 2)} />
    </Card>
  )
}
