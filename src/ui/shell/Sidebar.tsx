import { useRouterState } from '@tanstack/react-router'
import { Search, Settings, Sun } from 'lucide-react'
import { usePanels, useSystems } from '../app/systems.ts'
import { Kbd } from '../kit/Kbd.tsx'
import { Link } from '../kit/Link.tsx'
import { Monogram } from '../kit/Monogram.tsx'
import { StatusGlyph } from '../kit/StatusGlyph.tsx'
import { word as kitWord } from '../kit/words.ts'
import { LiveTopics } from '../live/use-live.ts'
import { preloadPalette } from '../palette/load-palette.ts'
import { openPalette } from '../palette/palette-store.ts'
import { useSession } from '../session/session.ts'
import type { SidebarPins } from '../slots.ts'
import { HostMenu } from './HostMenu.tsx'
import { homeOf, isWithin, navigationGroups } from './navigation-groups.ts'
import { SidebarLink, SystemCount } from './SidebarLink.tsx'
import { word } from './words.ts'

/** 220 px wide, only icons below 1024. */
export function Sidebar() {
  const path = useRouterState({ select: ({ location }) => location.pathname })
  const groups = navigationGroups(useSystems())
  return (
    <div className="flex min-h-0 flex-col bg-canvas px-2.5 pt-2 pb-2 max-wide:px-2">
      <HostMenu />
      <SearchButton />
      <nav
        aria-label={word('nav.label')}
        className="-mx-1 mt-2 flex min-h-0 flex-1 flex-col gap-2.5 overflow-y-auto px-1 pt-0.5 pb-2 [scrollbar-width:none]"
      >
        <ul>
          <SidebarLink href="/" icon={Sun} label={word('nav.today')} current={path === '/'} />
        </ul>
        {groups.map((group) => (
          <ul key={group[0]?.id}>
            {group.map((system) => (
              <SidebarLink
                key={system.id}
                href={homeOf(system)}
                icon={system.icon}
                label={system.label}
                current={isWithin(path, homeOf(system))}
                count={<SystemCount system={system} />}
              />
            ))}
          </ul>
        ))}
        <Pinned path={path} />
      </nav>
      <nav aria-label={word('nav.account')}>
        <ul>
          <SidebarLink href="/settings" icon={Settings} label={word('nav.settings')} current={isWithin(path, '/settings')} />
          <Person />
        </ul>
      </nav>
    </div>
  )
}

function SearchButton() {
  return (
    <button
      type="button"
      aria-keyshortcuts="Meta+K Control+K"
      onClick={() => openPalette()}
      onPointerEnter={preloadPalette}
      className="mt-2 flex h-(--control) shrink-0 items-center gap-2 rounded-control border border-line bg-raised px-2 text-ink-3 hover:text-ink max-wide:justify-center max-wide:px-0"
    >
      <Search size={14} aria-hidden />
      <span className="flex-1 truncate text-left max-wide:sr-only">{word('nav.search')}</span>
      <Kbd keys="⌘ K" className="max-wide:hidden" />
    </button>
  )
}

function Pinned({ path }: { path: string }) {
  const panels = usePanels('sidebar.pins')
  return panels.map((panel) => (
    <LiveTopics key={panel.id} value={panel.live ?? [`${panel.id}.*`]}>
      <PinnedGroup panel={panel} path={path} />
    </LiveTopics>
  ))
}

function PinnedGroup({ panel, path }: { panel: SidebarPins; path: string }) {
  const pins = panel.usePins()
  if (pins.length === 0) return null
  return (
    <div>
      <h2 className="px-2 pb-1 text-small text-ink-3 max-wide:sr-only">{word('nav.pinned')}</h2>
      <ul>
        {pins.map((pin) => (
          <li key={pin.id}>
            <Link
              href={pin.href}
              aria-current={isWithin(path, pin.href) ? 'page' : undefined}
              className="flex h-7 items-center gap-2.5 rounded-control px-2 text-ink-2 hover:bg-hover hover:text-ink max-wide:justify-center"
            >
              <Monogram id={pin.id} name={pin.label} size={16} />
              <span className="min-w-0 flex-1 truncate max-wide:sr-only">{pin.label}</span>
              {pin.status && pin.status !== 'healthy' ? (
                <span className="max-wide:hidden">
                  <StatusGlyph kind={pin.status} label={kitWord(`status.${pin.status}`)} />
                </span>
              ) : null}
            </Link>
          </li>
        ))}
      </ul>
    </div>
  )
}

function Person() {
  const { data } = useSession()
  const name = data?.person?.name
  if (!name) return null
  return (
    <SidebarLink
      href="/settings/account"
      label={name}
      current={false}
      picture={
        <span
          aria-hidden
          className="inline-flex size-4 shrink-0 items-center justify-center rounded-full bg-ink-2 text-[9px] font-title text-on-ink"
        >
          {Array.from(name)[0]?.toUpperCase()}
        </span>
      }
    />
  )
}
