import { Sheet } from '#ui/kit/Dialog.tsx'
import { Facts, type Fact } from '#ui/kit/Facts.tsx'
import { RelativeTime } from '#ui/kit/RelativeTime.tsx'
import { Status } from '#ui/kit/Status.tsx'
import type { Member } from '../client.ts'
import { useProjectNames } from '../projects.ts'
import { memberMenu, type MemberAction } from './member-menu.ts'
import { factorsOf } from './factors-of.ts'
import { MenuButtons } from './MenuButtons.tsx'
import { useRoleNames } from './use-role-names.ts'
import { word } from './words.ts'

interface MemberSheetProps {
  readonly member: Member | undefined
  readonly mayChange: boolean
  readonly onAction: (action: MemberAction) => void
  readonly onClose: () => void
}

/** One person: what they are, and what can be done about them. */
export function MemberSheet({ member, mayChange, onAction, onClose }: MemberSheetProps) {
  const facts = useFacts(member)
  if (!member) return null
  return (
    <Sheet open onClose={onClose} title={member.name} description={member.email}>
      <div className="-mx-3.5 grid gap-4">
        <Facts facts={facts} />
        <MenuButtons items={memberMenu(member, mayChange, onAction)} />
      </div>
    </Sheet>
  )
}

function useFacts(member: Member | undefined): readonly Fact[] {
  const roleOf = useRoleNames()
  const projectOf = useProjectNames()
  if (!member) return []
  return [
    {
      label: word('people.state'),
      value: member.disabledAt ? (
        <Status kind="paused">{word('people.disabled')}</Status>
      ) : (
        <Status kind="healthy">{word('people.active')}</Status>
      ),
    },
    { label: word('people.role'), value: roleOf(member.role) },
    ...member.projects.map(({ project, role }) => ({ label: projectOf(project), value: roleOf(role) })),
    { label: word('people.factor'), value: factorsOf(member) },
    {
      label: word('people.seen'),
      value: member.lastSeenAt ? <RelativeTime at={member.lastSeenAt} phrase /> : word('people.unseen'),
    },
    { label: word('people.since'), value: <RelativeTime at={member.createdAt} phrase /> },
    { label: word('people.id'), value: <span className="font-mono text-small">{member.id}</span> },
  ]
}
