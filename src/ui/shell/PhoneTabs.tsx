import { useRouterState } from '@tanstack/react-router'
import { House, Menu as Lines } from 'lucide-react'
import { useSystems } from '../app/systems.ts'
import { classes } from '../format/classes.ts'
import type { Icon } from '../kit/icon.ts'
import { Link } from '../kit/Link.tsx'
import { openPalette } from '../palette/palette-store.ts'
import { Mark } from './Mark.tsx'
import { homeOf, isWithin, phoneTabs } from './navigation-groups.ts'
import { word } from './words.ts'

/** Home, Agenda, Optimus, Tasks, More. The disc in the middle speaks, or finds while there is no voice. */
export function PhoneTabs() {
  const path = useRouterState({ select: ({ location }) => location.pathname })
  const systems = useSystems()
  const { second, fourth } = phoneTabs(systems)
  const voice = systems.find((system) => system.tab === 'optimus')
  const elsewhere = path !== '/' && ![second, fourth, voice].some((system) => system && isWithin(path, homeOf(system)))
  return (
    <nav aria-label={word('tabs.label')} className="relative z-30 border-t border-line bg-canvas pb-[env(safe-area-inset-bottom)]">
      <div aria-hidden className="pointer-events-none absolute inset-x-0 -top-10 h-10 bg-linear-to-b from-transparent to-surface" />
      <ul className="grid h-[62px] grid-cols-5">
        <Tab href="/" icon={House} label={word('tabs.home')} current={path === '/'} />
        {second ? <Tab href={homeOf(second)} icon={second.icon} label={second.label} current={isWithin(path, homeOf(second))} /> : <li />}
        <li className="flex flex-col items-center">
          <MiddleDisc href={voice ? homeOf(voice) : undefined} icon={voice?.icon} />
          <span aria-hidden className="text-micro text-ink-3">
            {word('tabs.optimus')}
          </span>
        </li>
        {fourth ? <Tab href={homeOf(fourth)} icon={fourth.icon} label={fourth.label} current={isWithin(path, homeOf(fourth))} /> : <li />}
        <Tab href="/more" icon={Lines} label={word('tabs.more')} current={elsewhere} />
      </ul>
    </nav>
  )
}

function Tab({ href, icon: Glyph, label, current }: { href: string; icon: Icon; label: string; current: boolean }) {
  return (
    <li>
      <Link
        href={href}
        aria-current={current ? 'page' : undefined}
        className={classes(
          'focus-inset relative flex h-full flex-col items-center gap-1 pt-2.5 text-micro',
          current ? 'text-ink' : 'text-ink-3',
        )}
      >
        {current ? <span aria-hidden className="absolute top-0 h-0.5 w-5 rounded-full bg-accent" /> : null}
        <Glyph size={20} aria-hidden />
        <span className="max-w-full truncate px-1">{label}</span>
      </Link>
    </li>
  )
}

function MiddleDisc({ href, icon: Glyph }: { href: string | undefined; icon: Icon | undefined }) {
  const disc = 'z-10 -mt-3.5 inline-flex size-14 items-center justify-center rounded-full bg-ink text-on-ink ring-4 ring-canvas'
  if (href && Glyph) {
    return (
      <Link href={href} aria-label={word('tabs.optimus')} className={disc}>
        <Glyph size={22} aria-hidden />
      </Link>
    )
  }
  return (
    <button type="button" aria-label={word('header.search')} onClick={() => openPalette()} className={disc}>
      <span className="[--accent:var(--on-ink)] [--ink-4:var(--on-ink)] [--ink:var(--on-ink)]">
        <Mark size={24} />
      </span>
    </button>
  )
}
