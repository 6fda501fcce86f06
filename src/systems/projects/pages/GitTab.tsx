import { useList } from '#ui/client/use-list.ts'
import { useOperation } from '#ui/client/use-operation.ts'
import { ActivityBars } from '#ui/kit/ActivityBars.tsx'
import { Badge } from '#ui/kit/Badge.tsx'
import { Button } from '#ui/kit/Button.tsx'
import { Card } from '#ui/kit/Card.tsx'
import { EmptyState } from '#ui/kit/EmptyState.tsx'
import { Facts } from '#ui/kit/Facts.tsx'
import { RelativeTime } from '#ui/kit/RelativeTime.tsx'
import { Columns } from '#ui/shell/Page.tsx'
import type { ProjectRef } from '#ui/slots.ts'
import { GitBadges } from './GitCard.tsx'
import { projects } from './client.ts'
import { word } from './words.ts'

/** What of the stored git facts this page shows. */
interface ShownFacts {
  readonly branches:
    | readonly { name: string; current: boolean; stale: boolean; unpushed: number | null; lastCommitAt: string | null }[]
    | null
  readonly workTree: { readonly changes: readonly { path: string; code: string }[] } | null
  readonly contributors: { readonly top: readonly { name: string; email: string; commits: number }[] } | null
  readonly activity: { readonly perDay: readonly number[] } | null
}

export function GitTab({ project }: { project: ProjectRef }) {
  const found = useOperation(projects, 'git', { project: project.id })
  const commits = useList(projects, 'commits', found.data?.summary ? { project: project.id, limit: 50 } : null)
  const facts = found.data?.facts as unknown as ShownFacts | null | undefined
  if (found.data && !found.data.summary) return <EmptyState title={word('git.none')}>{word('git.none_body')}</EmptyState>
  return (
    <Columns side={facts ? <Side facts={facts} /> : null}>
      {facts?.activity ? (
        <Card title={word('git.activity')}>
          <div className="overflow-x-auto">
            <ActivityBars days={facts.activity.perDay} height={40} bar={2} gap={1} />
          </div>
        </Card>
      ) : null}
      <Card title={word('git.commits')} aside={found.data?.summary ? <GitBadges git={found.data.summary} /> : null} body="rows">
        <ul className="hairlines">
          {(commits.data ?? []).map((commit) => (
            <li key={commit.id} className="flex min-h-[34px] items-center gap-3 px-3.5">
              <span className="font-mono text-small text-ink-3">{commit.id.slice(0, 7)}</span>
              <span className="min-w-0 flex-1 truncate" title={commit.subject}>
                {commit.subject}
              </span>
              {commit.names.slice(0, 2).map((name) => (
                <Badge key={name} mono>
                  {name}
                </Badge>
              ))}
              <span className="max-w-32 truncate text-small text-ink-3 max-desk:hidden">{commit.author}</span>
              <span className="w-14 text-right text-small text-ink-3">
                <RelativeTime at={commit.at} />
              </span>
            </li>
          ))}
        </ul>
      </Card>
      {commits.hasNextPage ? (
        <div>
          <Button busy={commits.isFetchingNextPage && word('git.older')} onClick={() => void commits.fetchNextPage()}>
            {word('git.older')}
          </Button>
        </div>
      ) : null}
    </Columns>
  )
}

function Side({ facts }: { facts: ShownFacts }) {
  const changes = facts.workTree?.changes ?? []
  return (
    <>
      <Card title={word('git.changes')} count={changes.length} body="rows">
        {changes.length === 0 ? <p className="px-3.5 py-2.5 text-ink-3">{word('git.clean')}</p> : null}
        <ul className="hairlines">
          {changes.slice(0, 20).map((change) => (
            <li key={change.path} className="flex items-center gap-3 px-3.5 py-1 font-mono text-small">
              <span className="w-6 text-ink-3">{change.code}</span>
              <span className="truncate" title={change.path}>
                {change.path}
              </span>
            </li>
          ))}
        </ul>
      </Card>
      <Card title={word('git.branches')} count={facts.branches?.length ?? 0} body="rows">
        <ul className="hairlines">
          {(facts.branches ?? []).slice(0, 20).map((branch) => (
            <li key={branch.name} className="flex min-h-[30px] items-center gap-2 px-3.5 py-1">
              <span
                className={
                  branch.current
                    ? 'min-w-0 flex-1 truncate font-mono text-small font-strong'
                    : 'min-w-0 flex-1 truncate font-mono text-small'
                }
              >
                {branch.name}
              </span>
              {branch.unpushed ? <Badge tone="plain">{word('git.unpushed', { count: branch.unpushed })}</Badge> : null}
              {branch.stale ? <Badge>{word('git.stale')}</Badge> : null}
              <span className="text-small text-ink-3">
                <RelativeTime at={branch.lastCommitAt} />
              </span>
            </li>
          ))}
        </ul>
      </Card>
      <Card title={word('git.contributors')} count={facts.contributors?.top.length ?? 0} body="rows">
        <Facts
          facts={(facts.contributors?.top ?? []).slice(0, 8).map((one) => ({
            label: one.name,
            value: <span className="truncate text-ink-3">{one.email}</span>,
            source: String(one.commits),
          }))}
        />
      </Card>
    </>
  )
}
