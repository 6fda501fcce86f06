import { GitBranch } from 'lucide-react'
import type { ProjectRow } from './client.ts'
import { word } from './words.ts'

/** Branch, what waits to be pushed or pulled, and how many files differ. */
export function GitCell({ row }: { row: ProjectRow }) {
  const { git } = row
  if (!git && row.scannedAt === null) return null
  if (!git) return <span className="text-ink-3">{word('no_git')}</span>
  const branch = git.branch ?? (git.commit ? word('detached', { commit: git.commit.slice(0, 7) }) : word('never_committed'))
  return (
    <span className="flex min-w-0 items-center gap-1.5 font-mono text-small">
      <GitBranch size={13} className="shrink-0 text-ink-3" aria-hidden />
      <span className="truncate" title={branch}>
        {branch}
      </span>
      {git.ahead ? <span title={word('git.ahead', { count: git.ahead })}>↑{git.ahead}</span> : null}
      {git.behind ? (
        <span className="text-ink-3" title={word('git.behind', { count: git.behind })}>
          ↓{git.behind}
        </span>
      ) : null}
      {git.changes ? (
        <span className="text-ink-3" title={word('git.changed', { count: git.changes })}>
          ±{git.changes}
        </span>
      ) : null}
    </span>
  )
}
