import { useOperation } from '#ui/client/use-operation.ts'
import { Card } from '#ui/kit/Card.tsx'
import { ListRow, ListRows } from '#ui/kit/ListRow.tsx'
import { RelativeTime } from '#ui/kit/RelativeTime.tsx'
import { StatusGlyph } from '#ui/kit/StatusGlyph.tsx'
import { approvalTitle } from './approvals/ApprovalFace.tsx'
import { automations } from './client.ts'
import { runHref } from './runs/run-state.ts'
import { word } from './words.ts'

const most = 5

/** Runs that ask for a decision, and automations whose last run failed; nothing at all on a good day. */
export function TodayAutomations() {
  const asking = useOperation(automations, 'listApprovals', { limit: most, mine: true, state: 'open' }).data?.items ?? []
  const all = useOperation(automations, 'list', { limit: 200, sort: 'name', enabled: true }).data?.items ?? []
  const failed = all.filter(({ lastRun }) => lastRun?.state === 'failed').slice(0, most)
  if (asking.length + failed.length === 0) return null
  return (
    <Card title={word('today.title')} count={asking.length + failed.length} body="rows">
      <ListRows>
        {asking.map((approval) => (
          <ListRow
            key={approval.id}
            picture={<StatusGlyph kind="asks" label={word('approvals.asks_you')} />}
            title={approvalTitle(approval)}
            detail={approval.message ?? undefined}
            aside={<RelativeTime at={approval.createdAt} />}
            href={`/automations/approvals/${approval.id}`}
          />
        ))}
        {failed.map((row) => (
          <ListRow
            key={row.id}
            picture={<StatusGlyph kind="failing" label={word('state.failed')} />}
            title={row.title ?? row.name}
            detail={word('today.failed')}
            aside={<RelativeTime at={row.lastRun?.at} />}
            href={row.lastRun ? runHref(row.lastRun) : undefined}
          />
        ))}
      </ListRows>
    </Card>
  )
}
