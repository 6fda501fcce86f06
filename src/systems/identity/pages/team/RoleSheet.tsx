import { Sheet } from '#ui/kit/Dialog.tsx'
import { Facts } from '#ui/kit/Facts.tsx'
import { Status } from '#ui/kit/Status.tsx'
import type { Role } from '../client.ts'
import { MenuButtons } from './MenuButtons.tsx'
import { roleMenu, type RoleAction } from './role-menu.ts'
import { word } from './words.ts'

interface RoleSheetProps {
  readonly role: Role | undefined
  readonly mayChange: boolean
  readonly onAction: (action: RoleAction, role: Role) => void
  readonly onClose: () => void
}

/** One role with every right it stands for. */
export function RoleSheet({ role, mayChange, onAction, onClose }: RoleSheetProps) {
  if (!role) return null
  return (
    <Sheet open onClose={onClose} title={role.name}>
      <div className="-mx-3.5 grid gap-4">
        <Facts
          facts={[
            { label: word('roles.id'), value: <span className="font-mono text-small">{role.id}</span> },
            { label: word('roles.kind'), value: word(role.builtIn ? 'roles.builtIn' : 'roles.custom') },
            { label: word('roles.people'), value: role.people },
            {
              label: word('roles.factor'),
              value: (
                <Status kind={role.secondFactor ? 'passed' : 'stopped'}>
                  {word(role.secondFactor ? 'roles.factor.needed' : 'roles.factor.free')}
                </Status>
              ),
            },
          ]}
        />
        <div className="grid gap-1.5 px-3.5">
          <h3 className="text-small font-strong">{word('roles.rights')}</h3>
          <Rights permissions={role.permissions} />
        </div>
        <MenuButtons items={roleMenu(role, mayChange, (action) => onAction(action, role))} />
      </div>
    </Sheet>
  )
}

function Rights({ permissions }: { permissions: readonly string[] }) {
  if (permissions.includes('*')) return <p className="text-ink-2">{word('roles.all')}</p>
  if (permissions.length === 0) return <p className="text-ink-3">{word('roles.none')}</p>
  return (
    <ul className="grid gap-x-4 gap-y-0.5 font-mono text-small desk:grid-cols-2">
      {permissions.map((permission) => (
        <li key={permission}>{permission}</li>
      ))}
    </ul>
  )
}
