import { useGo, usePathField, useQueryField } from '#ui/app/navigation.ts'
import { asProblem } from '#ui/client/problem.ts'
import { useList } from '#ui/client/use-list.ts'
import { useOperation } from '#ui/client/use-operation.ts'
import { Card } from '#ui/kit/Card.tsx'
import { Chip } from '#ui/kit/Chip.tsx'
import { Sheet } from '#ui/kit/Dialog.tsx'
import { EmptyState } from '#ui/kit/EmptyState.tsx'
import { ErrorState } from '#ui/kit/ErrorState.tsx'
import { SkeletonRows } from '#ui/kit/Skeleton.tsx'
import { Freshness } from '#ui/shell/Freshness.tsx'
import { PageBody } from '#ui/shell/Page.tsx'
import { PageHeader } from '#ui/shell/PageHeader.tsx'
import { AreaTabs } from '../AreaTabs.tsx'
import { automations } from '../client.ts'
import { word } from '../words.ts'
import { ApprovalBadge, ApprovalFace, approvalTitle } from './ApprovalFace.tsx'

const views = ['mine', 'open', 'all'] as const

/** Decisions that runs wait for: yours first. One that was linked to rises as a sheet. */
export function ApprovalsPage() {
  const id = usePathField('approval')
  const [view, setView] = useQueryField('is', 'mine')
  const filter = view === 'mine' ? { mine: true, state: 'open' as const } : view === 'open' ? { state: 'open' as const } : {}
  const list = useList(automations, 'listApprovals', { limit: 50, sort: '-createdAt', ...filter })
  const go = useGo()
  return (
    <>
      <PageHeader
        title={word('approvals.title')}
        crumbs={[{ label: word('title'), href: '/automations' }]}
        freshness={<Freshness answer={list} />}
      />
      <PageBody wide={false}>
        <AreaTabs />
        <div className="flex flex-wrap gap-2">
          {views.map((one) => (
            <Chip key={one} chosen={view === one} onClick={() => setView(one)}>
              {word(`approvals.view.${one}`)}
            </Chip>
          ))}
        </div>
        {list.error && !list.data ? (
          <ErrorState what={word('approvals.title')} problem={asProblem(list.error)} onRetry={() => void list.refetch()} />
        ) : null}
        {list.isPending ? <SkeletonRows rows={3} /> : null}
        {list.data?.length === 0 ? (
          <Card>
            <EmptyState title={word('approvals.none')}>{word('approvals.none_body')}</EmptyState>
          </Card>
        ) : null}
        {(list.data ?? []).map((approval) => (
          <Card key={approval.id} title={approvalTitle(approval)} aside={<ApprovalBadge approval={approval} />}>
            <ApprovalFace approval={approval} />
          </Card>
        ))}
      </PageBody>
      {id ? <ApprovalSheet id={id} onClose={() => go('/automations/approvals')} /> : null}
    </>
  )
}

function ApprovalSheet({ id, onClose }: { id: string; onClose: () => void }) {
  const found = useOperation(automations, 'getApproval', { approval: id })
  const approval = found.data
  return (
    <Sheet open onClose={onClose} title={approval ? approvalTitle(approval) : word('approvals.title')}>
      {found.error ? <ErrorState what={word('approvals.title')} problem={asProblem(found.error)} /> : null}
      {approval ? <ApprovalFace approval={approval} large onAnswered={onClose} /> : null}
    </Sheet>
  )
}
