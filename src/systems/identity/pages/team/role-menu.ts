import type { MenuItem } from '#ui/kit/menu-item.ts'
import type { Role } from '../client.ts'
import { word } from './words.ts'

export type RoleAction = 'edit' | 'factor' | 'delete'

/** All that can be done with a role; what cannot is listed with the reason. */
export function roleMenu(role: Role, mayChange: boolean, act: (action: RoleAction) => void): readonly MenuItem[] {
  const lacking = mayChange ? undefined : word('people.lack')
  const fixed = lacking ?? (role.builtIn ? word('roles.fixed') : undefined)
  return [
    { label: word('roles.edit'), unavailable: fixed, onSelect: () => act('edit') },
    { label: word(role.secondFactor ? 'roles.factor.waive' : 'roles.factor.need'), unavailable: lacking, onSelect: () => act('factor') },
    'line',
    {
      label: word('roles.delete'),
      danger: true,
      unavailable: fixed ?? (role.people > 0 ? word('roles.inUse') : undefined),
      onSelect: () => act('delete'),
    },
  ]
}
