import type { contract } from '#kernel/approvals/contract.ts'
import { clientFor } from '../client/client.ts'
import { useOperation } from '../client/use-operation.ts'
import { Card } from '../kit/Card.tsx'
import { FailedCard } from '../kit/FailedCard.tsx'
import { ButtonLink } from '../kit/Link.tsx'
import { ListRow, ListRows } from '../kit/ListRow.tsx'
import { RelativeTime } from '../kit/RelativeTime.tsx'
import { StatusGlyph } from '../kit/StatusGlyph.tsx'
import { word } from './words.ts'

const approvals = clientFor<typeof contract>('approvals')
const most = 5

/** Calls that wait for a yes. Nothing at all while none does: an empty list asks nobody. */
export function TodayApprovals() {
  const list = useOperation(approvals, 'list', { state: 'open', limit: 50 })
  const open = list.data?.items ?? []
  if (list.error && !list.data) return <FailedCard title={word('today.approvals')} answer={list} />
  if (open.length === 0) return null
  return (
    <Card title={word('today.approvals')} count={open.length} body="rows">
      <ListRows>
        {open.slice(0, most).map((one) => (
          <ListRow
            key={one.id}
            picture={<StatusGlyph kind="asks" />}
            title={one.reason ?? one.operation}
            detail={word('today.approvals.asked', { who: one.requestedBy, operation: one.operation })}
            aside={<RelativeTime at={one.createdAt} />}
            actions={
              <ButtonLink size="small" href={`/approvals/${one.id}`}>
                {word('today.approvals.look')}
              </ButtonLink>
            }
          />
        ))}
      </ListRows>
    </Card>
  )
}
