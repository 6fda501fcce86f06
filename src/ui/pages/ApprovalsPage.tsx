import { useParams } from '@tanstack/react-router'
import type { contract } from '#kernel/approvals/contract.ts'
import { clientFor, type OutputFor } from '../client/client.ts'
import { asProblem } from '../client/problem.ts'
import { useList } from '../client/use-list.ts'
import { useMutationOf } from '../client/use-mutation-of.ts'
import { formatClock } from '../format/time.ts'
import { Badge } from '../kit/Badge.tsx'
import { Button } from '../kit/Button.tsx'
import { Card } from '../kit/Card.tsx'
import { CodeBlock } from '../kit/CodeBlock.tsx'
import { EmptyState } from '../kit/EmptyState.tsx'
import { ErrorState } from '../kit/ErrorState.tsx'
import { Freshness } from '../shell/Freshness.tsx'
import { PageBody } from '../shell/Page.tsx'
import { PageHeader } from '../shell/PageHeader.tsx'
import { word } from './words.ts'

const approvals = clientFor<typeof contract>('approvals')
type Approval = OutputFor<typeof contract, 'get'>

/** Dangerous calls that wait for a person: what exactly, who asked and why; the one that was linked to stands first. */
export function ApprovalsPage() {
  const { approval } = useParams({ strict: false }) as { approval?: string }
  const list = useList(approvals, 'list', { limit: 50 })
  const rows = [...(list.data ?? [])].sort((a, b) => rank(a, approval) - rank(b, approval))
  return (
    <>
      <PageHeader title={word('approvals')} freshness={<Freshness answer={list} />} />
      <PageBody wide={false}>
        {list.error && !list.data ? (
          <ErrorState what={word('approvals')} problem={asProblem(list.error)} onRetry={() => void list.refetch()} />
        ) : null}
        {list.data?.length === 0 ? <EmptyState title={word('approvals.empty')}>{word('approvals.empty.body')}</EmptyState> : null}
        {rows.map((row) => (
          <ApprovalCard key={row.id} approval={row} />
        ))}
      </PageBody>
    </>
  )
}

function ApprovalCard({ approval }: { approval: Approval }) {
  const approve = useMutationOf(approvals, 'approve')
  const refuse = useMutationOf(approvals, 'refuse')
  const isOpen = approval.state === 'open'
  const asked = word('approvals.asked', { who: approval.requestedBy, surface: approval.surface, until: formatClock(approval.expiresAt) })
  return (
    <Card title={approval.operation} aside={<Badge glyph={isOpen ? 'asks' : undefined}>{approval.state}</Badge>}>
      <div className="grid gap-3">
        <p className="text-ink-2">{approval.reason ?? asked}</p>
        <CodeBlock label={approval.operation} text={JSON.stringify(approval.input, null, 2)} />
        <p className="text-small text-ink-3">{approval.decidedBy ? word('approvals.done', { who: approval.decidedBy }) : asked}</p>
        {isOpen ? (
          <div className="flex gap-2">
            <Button busy={refuse.isPending && word('approvals.refuse')} onClick={() => refuse.mutate({ id: approval.id })}>
              {word('approvals.refuse')}
            </Button>
            <Button
              variant="danger"
              busy={approve.isPending && word('approvals.approve')}
              onClick={() => approve.mutate({ id: approval.id })}
            >
              {word('approvals.approve')}
            </Button>
          </div>
        ) : null}
      </div>
    </Card>
  )
}

function rank(approval: Approval, linked: string | undefined): number {
  if (approval.id === linked) return 0
  return approval.state === 'open' ? 1 : 2
}
