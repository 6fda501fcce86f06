import { Plus } from 'lucide-react'
import { useState } from 'react'
import { useQueryField } from '#ui/app/navigation.ts'
import { useOperation } from '#ui/client/use-operation.ts'
import { Badges } from '#ui/kit/Badge.tsx'
import { Button } from '#ui/kit/Button.tsx'
import { Card } from '#ui/kit/Card.tsx'
import { Status } from '#ui/kit/Status.tsx'
import { Table } from '#ui/kit/Table.tsx'
import type { Column } from '#ui/kit/table-types.ts'
import { holds } from '#ui/session/rights.ts'
import { useSession } from '#ui/session/session.ts'
import { identity, type Role } from '../client.ts'
import { Loaded } from '../Loaded.tsx'
import { RoleEditor } from './RoleEditor.tsx'
import { roleMenu, type RoleAction } from './role-menu.ts'
import { DeleteRole, SecondFactorSwitch } from './RoleQuestions.tsx'
import { RoleSheet } from './RoleSheet.tsx'
import { word } from './words.ts'

type Open = { readonly kind: 'create' } | { readonly kind: RoleAction; readonly role: Role }

/** What people can be here: built in, and made out of single rights. */
export function RolesSection() {
  const roles = useOperation(identity, 'listRoles', {})
  const [open, setOpen] = useState<Open | null>(null)
  const mayChange = holds(useSession().data?.permissions ?? [], 'identity:roles')
  const close = () => setOpen(null)
  const [chosen, choose] = useQueryField('role')
  const shown = open ? undefined : roles.data?.items.find(({ id }) => id === chosen)
  return (
    <Card
      title={word('roles')}
      count={roles.data?.items.length}
      body="rows"
      aside={
        <Button icon={Plus} unavailable={!mayChange && word('people.lack')} onClick={() => setOpen({ kind: 'create' })}>
          {word('roles.create')}
        </Button>
      }
    >
      <Loaded answer={roles} what={word('roles')}>
        {({ items }) => (
          <Table
            label={word('roles')}
            inCard
            rows={items}
            rowHeight={48}
            columns={columns}
            rowKey={({ id }) => id}
            rowName={({ name }) => name}
            onOpen={({ id }) => choose(id)}
            menu={(role) => roleMenu(role, mayChange, (kind) => setOpen({ kind, role }))}
            phoneRow={(role) => <RoleName role={role} />}
          />
        )}
      </Loaded>
      <RoleSheet role={shown} mayChange={mayChange} onAction={(kind, role) => setOpen({ kind, role })} onClose={() => choose('')} />
      {open?.kind === 'create' ? <RoleEditor role={null} onClose={close} /> : null}
      {open?.kind === 'edit' ? <RoleEditor role={open.role} onClose={close} /> : null}
      {open?.kind === 'factor' ? <SecondFactorSwitch role={open.role} onClose={close} /> : null}
      {open?.kind === 'delete' ? <DeleteRole role={open.role} onClose={close} /> : null}
    </Card>
  )
}

function RoleName({ role }: { role: Role }) {
  return (
    <span className="grid min-w-0">
      <span className="truncate font-strong">{role.name}</span>
      <span className="truncate font-mono text-micro text-ink-3">{role.id}</span>
    </span>
  )
}

function Rights({ role }: { role: Role }) {
  if (role.permissions.includes('*')) return <span className="text-ink-2">{word('roles.all')}</span>
  if (role.permissions.length === 0) return <span className="text-ink-3">{word('roles.none')}</span>
  return <Badges most={3} names={role.permissions} />
}

const columns: readonly Column<Role>[] = [
  { id: 'name', head: word('roles.name'), width: 'minmax(120px, 1fr)', cell: (role) => <RoleName role={role} /> },
  {
    id: 'kind',
    head: word('roles.kind'),
    width: '80px',
    hideBelow: 'side',
    cell: (role) => word(role.builtIn ? 'roles.builtIn' : 'roles.custom'),
  },
  { id: 'rights', head: word('roles.rights'), width: 'minmax(140px, 2fr)', cell: (role) => <Rights role={role} /> },
  {
    id: 'factor',
    head: word('roles.factor'),
    width: '124px',
    cell: (role) => (
      <Status kind={role.secondFactor ? 'passed' : 'stopped'}>
        {word(role.secondFactor ? 'roles.factor.needed' : 'roles.factor.free')}
      </Status>
    ),
  },
  { id: 'people', head: word('roles.people'), width: '64px', align: 'end', cell: (role) => role.people },
]
