import type { ReactNode } from 'react'
import { classes } from '../format/classes.ts'
import type { Icon } from '../kit/icon.ts'
import { Link } from '../kit/Link.tsx'
import { StatusGlyph } from '../kit/StatusGlyph.tsx'
import { word as kitWord } from '../kit/words.ts'
import { LiveTopics } from '../live/use-live.ts'
import type { SidebarCount, WebSystem } from '../slots.ts'

interface SidebarLinkProps {
  readonly href: string
  readonly label: string
  readonly icon?: Icon
  readonly picture?: ReactNode
  readonly current: boolean
  readonly count?: ReactNode
}

export function SidebarLink({ href, label, icon: Glyph, picture, current, count }: SidebarLinkProps) {
  return (
    <li>
      <Link
        href={href}
        aria-current={current ? 'page' : undefined}
        title={label}
        className={classes(
          'flex h-7 items-center gap-2.5 rounded-control px-2 transition-colors duration-(--time-hover) max-wide:justify-center max-wide:px-0',
          current ? 'bg-active font-strong text-ink' : 'text-ink-2 hover:bg-hover hover:text-ink',
        )}
      >
        {Glyph ? <Glyph size={16} aria-hidden className={current ? 'text-ink' : 'text-ink-3'} /> : picture}
        <span className="min-w-0 flex-1 truncate max-wide:sr-only">{label}</span>
        <span className="max-wide:sr-only">{count}</span>
      </Link>
    </li>
  )
}

/** What the systems say about themselves: a grey count, and the glyph of a problem before it. */
export function SystemCount({ system }: { system: WebSystem }) {
  return system.panels?.['sidebar.count']?.map((panel) => (
    <LiveTopics key={panel.id} value={panel.live ?? [`${system.id}.*`]}>
      <PanelCount panel={panel} />
    </LiveTopics>
  ))
}

function PanelCount({ panel }: { panel: SidebarCount }) {
  const shown = panel.useCount()
  if (!shown) return null
  return (
    <span className="inline-flex items-center gap-1.5 font-text text-ink-3 tabular-nums">
      {shown.status && shown.status !== 'healthy' ? <StatusGlyph kind={shown.status} label={kitWord(`status.${shown.status}`)} /> : null}
      {shown.count}
    </span>
  )
}
