import { BookOpen, ChevronDown, Code, Keyboard, LogOut, Monitor, Moon, Palette, Sun, UserRound } from 'lucide-react'
import { useSyncExternalStore } from 'react'
import { Menu } from '../kit/Menu.tsx'
import type { MenuItem } from '../kit/menu-item.ts'
import { signOut, useSession } from '../session/session.ts'
import { themeStore } from '../session/theme.ts'
import { Mark } from './Mark.tsx'
import { openShortcuts } from './shortcut-store.ts'
import { word } from './words.ts'

/** The mark, the host and a menu for everything about this browser and account. */
export function HostMenu() {
  const { data } = useSession()
  const items = useAccountItems()
  const host = data?.host ?? ''
  return (
    <Menu
      items={items}
      trigger={(props) => (
        <button
          type="button"
          {...props}
          className="flex h-8 shrink-0 items-center gap-2.5 rounded-control px-1.5 hover:bg-hover max-wide:justify-center"
        >
          <Mark />
          <span className="text-lead font-title tracking-tight max-wide:sr-only">Optimus </span>
          <span className="min-w-0 flex-1 truncate text-left text-small text-ink-3 max-wide:sr-only">{host}</span>
          <span className="sr-only">: {word('host.menu')}</span>
          <ChevronDown size={14} aria-hidden className="text-ink-3 max-wide:hidden" />
        </button>
      )}
    />
  )
}

/** Also the list behind More on phones. */
export function useAccountItems(): readonly MenuItem[] {
  const theme = useSyncExternalStore(themeStore.subscribe, themeStore.read)
  const themes = [
    { value: 'system', icon: Monitor } as const,
    { value: 'light', icon: Sun } as const,
    { value: 'dark', icon: Moon } as const,
  ]
  return [
    { label: word('host.account'), icon: UserRound, href: '/settings/account' },
    { label: word('host.appearance'), icon: Palette, href: '/settings/appearance' },
    ...themes
      .filter(({ value }) => value !== theme)
      .map(({ value, icon }) => ({ label: word(`theme.${value}`), icon, onSelect: () => themeStore.choose(value) })),
    'line',
    { label: word('host.shortcuts'), icon: Keyboard, shortcut: '?', onSelect: openShortcuts },
    { label: word('host.docs'), icon: BookOpen, onSelect: () => window.open('/docs', '_blank', 'noreferrer') },
    { label: word('host.api'), icon: Code, onSelect: () => window.open('/api/docs', '_blank', 'noreferrer') },
    'line',
    { label: word('host.out'), icon: LogOut, onSelect: () => void signOut() },
  ]
}
