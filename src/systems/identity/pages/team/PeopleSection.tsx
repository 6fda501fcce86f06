import { Plus } from 'lucide-react'
import { useState } from 'react'
import { useQueryField } from '#ui/app/navigation.ts'
import { useOperation } from '#ui/client/use-operation.ts'
import { Badge } from '#ui/kit/Badge.tsx'
import { Button } from '#ui/kit/Button.tsx'
import { Card } from '#ui/kit/Card.tsx'
import { EmptyState } from '#ui/kit/EmptyState.tsx'
import { FilterInput } from '#ui/kit/FilterInput.tsx'
import { RelativeTime } from '#ui/kit/RelativeTime.tsx'
import { Status } from '#ui/kit/Status.tsx'
import { Table } from '#ui/kit/Table.tsx'
import type { Column } from '#ui/kit/table-types.ts'
import { holds } from '#ui/session/rights.ts'
import { useSession } from '#ui/session/session.ts'
import { identity, type Member } from '../client.ts'
import { Loaded } from '../Loaded.tsx'
import { InvitationsCard } from './InvitationsCard.tsx'
import { InviteDialog } from './InviteDialog.tsx'
import { factorsOf } from './factors-of.ts'
import { memberMenu, type MemberAction } from './member-menu.ts'
import { MemberDialogs } from './MemberDialogs.tsx'
import { MemberSheet } from './MemberSheet.tsx'
import { useRoleNames } from './use-role-names.ts'
import { word } from './words.ts'

/** Everybody with an account, and those who are invited. */
export function PeopleSection() {
  const people = useOperation(identity, 'listPeople', {})
  const [text, setText] = useState('')
  const [chosen, choose] = useQueryField('person')
  const [inviting, setInviting] = useState(false)
  const [action, setAction] = useState<MemberAction | null>(null)
  const mayChange = holds(useSession().data?.permissions ?? [], 'identity:people')
  const columns = useColumns()
  const fits = ({ name, email }: Member) => `${name} ${email}`.toLowerCase().includes(text.trim().toLowerCase())
  return (
    <>
      <Card
        title={word('people')}
        count={people.data?.items.length}
        body="rows"
        aside={
          <Button icon={Plus} variant="primary" unavailable={!mayChange && word('people.lack')} onClick={() => setInviting(true)}>
            {word('invite')}
          </Button>
        }
      >
        {(people.data?.items.length ?? 0) > 5 ? (
          <div className="border-b border-line-faint px-3.5 py-2">
            <FilterInput value={text} onValue={setText} placeholder={word('people.filter')} label={word('people.filter')} />
          </div>
        ) : null}
        <Loaded answer={people} what={word('people')}>
          {({ items }) => (
            <Table
              label={word('people')}
              inCard
              rows={items.filter(fits)}
              rowHeight={48}
              columns={columns}
              rowKey={({ id }) => id}
              rowName={({ name }) => name}
              onOpen={({ id }) => choose(id)}
              menu={(member) => memberMenu(member, mayChange, setAction)}
              phoneRow={(member) => <MemberName member={member} withState />}
              empty={<EmptyState title={word('people.none')}>{word('people.none.body')}</EmptyState>}
            />
          )}
        </Loaded>
      </Card>
      <InvitationsCard mayChange={mayChange} />
      {inviting ? <InviteDialog onClose={() => setInviting(false)} /> : null}
      <MemberSheet
        member={action ? undefined : people.data?.items.find(({ id }) => id === chosen)}
        mayChange={mayChange}
        onAction={setAction}
        onClose={() => choose('')}
      />
      <MemberDialogs action={action} onClose={() => setAction(null)} />
    </>
  )
}

function MemberName({ member, withState }: { member: Member; withState?: boolean }) {
  const self = useSession().data?.person?.id === member.id
  return (
    <span className="grid min-w-0">
      <span className="flex min-w-0 items-center gap-2">
        <span className="truncate font-strong">{member.name}</span>
        {self ? <Badge tone="accent">{word('people.you')}</Badge> : null}
        {withState && member.disabledAt ? <Badge tone="warn">{word('people.disabled')}</Badge> : null}
      </span>
      <span className="truncate text-small text-ink-3">{withState ? `${member.role} · ${member.email}` : member.email}</span>
    </span>
  )
}

function useColumns(): readonly Column<Member>[] {
  const nameOf = useRoleNames()
  return [
    { id: 'name', head: word('people.name'), width: 'minmax(160px, 2fr)', cell: (member) => <MemberName member={member} /> },
    {
      id: 'role',
      head: word('people.role'),
      width: 'minmax(90px, 1fr)',
      cell: (member) => (
        <span className="grid min-w-0">
          <span className="truncate">{nameOf(member.role)}</span>
          {member.projects.length > 0 ? (
            <span className="truncate text-small text-ink-3">{word('people.in', { count: member.projects.length })}</span>
          ) : null}
        </span>
      ),
    },
    {
      id: 'factor',
      head: word('people.factor'),
      width: '120px',
      hideBelow: 'side',
      cell: (member) => <span className="truncate text-ink-2">{factorsOf(member)}</span>,
    },
    {
      id: 'seen',
      head: word('people.seen'),
      width: '100px',
      cell: ({ lastSeenAt }) =>
        lastSeenAt ? <RelativeTime at={lastSeenAt} phrase /> : <span className="text-ink-3">{word('people.unseen')}</span>,
    },
    {
      id: 'state',
      head: word('people.state'),
      width: '110px',
      cell: ({ disabledAt }) =>
        disabledAt ? <Status kind="paused">{word('people.disabled')}</Status> : <Status kind="healthy">{word('people.active')}</Status>,
    },
  ]
}
