import { truncateMiddle } from '#ui/format/text.ts'
import { ActivityBars } from '#ui/kit/ActivityBars.tsx'
import { Badge } from '#ui/kit/Badge.tsx'
import { Card } from '#ui/kit/Card.tsx'
import { EmptyState } from '#ui/kit/EmptyState.tsx'
import { RelativeTime } from '#ui/kit/RelativeTime.tsx'
import { useOperation } from '#ui/client/use-operation.ts'
import { projects, type Project } from './client.ts'
import { word } from './words.ts'

/** Branch, what waits, the newest commits and a month of activity. */
export function GitCard({ project }: { project: Project }) {
  const { git } = project
  const commits = useOperation(projects, 'commits', git ? { project: project.id, limit: 3 } : null)
  if (!git) {
    return (
      <Card title={word('tab.git')} body="rows">
        <EmptyState title={word('git.none')}>{word('git.none_body')}</EmptyState>
      </Card>
    )
  }
  return (
    <Card
      title={word('tab.git')}
      aside={
        <span className="truncate font-mono text-small" title={git.branch ?? git.commit ?? ''}>
          {truncateMiddle(git.branch ?? git.commit?.slice(0, 7) ?? '', 40)}
        </span>
      }
      body="rows"
    >
      <div className="hairlines">
        {isQuiet(git) ? null : (
          <div className="px-3.5 py-2">
            <GitBadges git={git} />
          </div>
        )}
        {(commits.data?.items ?? []).map((commit) => (
          <div key={commit.id} className="flex min-h-[30px] items-center gap-3 px-3.5 py-1">
            <span className="font-mono text-small text-ink-3">{commit.id.slice(0, 7)}</span>
            <span className="min-w-0 flex-1 truncate" title={commit.subject}>
              {commit.subject}
            </span>
            <span className="text-small text-ink-3">
              <RelativeTime at={commit.at} />
            </span>
          </div>
        ))}
        <div className="px-3.5 py-2.5">
          <ActivityBars days={git.activity} height={22} bar={8} gap={3} />
        </div>
      </div>
    </Card>
  )
}

/** Nothing of it would be a badge. */
function isQuiet(git: NonNullable<Project['git']>): boolean {
  return !git.operation && !git.ahead && !git.behind && !git.changes && !git.unpushed && !git.stashes
}

/** What waits to be pushed, pulled, committed. */
export function GitBadges({ git }: { git: NonNullable<Project['git']> }) {
  return (
    <span className="flex flex-wrap gap-1.5">
      {git.operation ? (
        <Badge tone="warn" glyph="asks">
          {git.operation}
        </Badge>
      ) : null}
      {git.ahead ? <Badge tone="plain">{word('git.ahead', { count: git.ahead })}</Badge> : null}
      {git.behind ? <Badge tone="plain">{word('git.behind', { count: git.behind })}</Badge> : null}
      {git.changes ? <Badge tone="plain">{word('git.changed', { count: git.changes })}</Badge> : null}
      {git.unpushed && !git.ahead ? <Badge tone="plain">{word('git.unpushed', { count: git.unpushed })}</Badge> : null}
      {git.stashes ? <Badge tone="plain">{word('git.stashes', { count: git.stashes })}</Badge> : null}
    </span>
  )
}
