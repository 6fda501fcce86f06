import { useList } from '#ui/client/use-list.ts'
import { Card } from '#ui/kit/Card.tsx'
import { automations } from '../client.ts'
import { ApprovalBadge, ApprovalFace, approvalTitle } from './ApprovalFace.tsx'

/** The decisions that one run waits for, on its own page. */
export function RunApprovals({ run }: { run: string }) {
  const list = useList(automations, 'listApprovals', { limit: 20, run, state: 'open' })
  return (list.data ?? []).map((approval) => (
    <Card key={approval.id} title={approvalTitle(approval)} aside={<ApprovalBadge approval={approval} />}>
      <ApprovalFace approval={approval} />
    </Card>
  ))
}
