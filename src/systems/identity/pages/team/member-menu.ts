import { Ban, CircleHelp, KeyRound, LogOut, UserCheck, UserCog } from 'lucide-react'
import type { MenuItem } from '#ui/kit/menu-item.ts'
import type { Member } from '../client.ts'
import { word } from './words.ts'

export interface MemberAction {
  readonly kind: 'role' | 'link' | 'out' | 'disable' | 'enable'
  readonly member: Member
}

/** All that can be done about somebody; without the right it is listed with the reason. */
export function memberMenu(member: Member, mayChange: boolean, act: (action: MemberAction) => void): readonly MenuItem[] {
  const may = mayChange ? {} : { unavailable: word('people.lack') }
  const item = (kind: MemberAction['kind']) => ({ ...may, onSelect: () => act({ kind, member }) })
  return [
    { label: word('people.role.change'), icon: UserCog, ...item('role') },
    { label: word('people.why'), icon: CircleHelp, href: `/settings/access?person=${member.id}` },
    'line',
    { label: word('people.link'), icon: KeyRound, ...item('link') },
    { label: word('people.out'), icon: LogOut, ...item('out') },
    member.disabledAt
      ? { label: word('people.enable'), icon: UserCheck, ...item('enable') }
      : { label: word('people.disable'), icon: Ban, danger: true, ...item('disable') },
  ]
}
