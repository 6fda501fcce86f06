import type { ReactNode } from 'react'
import { classes } from '../format/classes.ts'
import { Link } from './Link.tsx'

export interface ListRowProps {
  /** A status glyph or a monogram. */
  readonly picture?: ReactNode
  readonly title: ReactNode
  readonly detail?: ReactNode
  /** Grey, before the actions: an age, a size. */
  readonly aside?: ReactNode
  /** Small buttons. */
  readonly actions?: ReactNode
  /** The whole row leads there. */
  readonly href?: string
}

/** One entry of a list inside a card with `body="rows"`. */
export function ListRow({ picture, title, detail, aside, actions, href }: ListRowProps) {
  const face = (
    <span className="grid min-w-0">
      <span className="truncate font-strong max-desk:whitespace-normal">{title}</span>
      {detail ? <span className="truncate text-small text-ink-3 max-desk:whitespace-normal">{detail}</span> : null}
    </span>
  )
  return (
    <li
      className={classes(
        'relative flex items-center gap-x-3 gap-y-1.5 px-3.5 py-1.5 max-desk:flex-wrap max-desk:py-2.5',
        detail ? 'min-h-12' : 'min-h-(--row)',
        href && 'focus-within:bg-hover hover:bg-hover',
      )}
    >
      {picture}
      {href ? (
        <Link href={href} className="min-w-0 flex-1 rounded-mark after:absolute after:inset-0 max-desk:basis-48">
          {face}
        </Link>
      ) : (
        <div className="min-w-0 flex-1 max-desk:basis-48">{face}</div>
      )}
      {aside ? <span className="shrink-0 text-ink-3 tabular-nums">{aside}</span> : null}
      {actions ? <span className="relative z-1 flex shrink-0 gap-1.5 max-desk:ml-6">{actions}</span> : null}
    </li>
  )
}

/** The list around the rows. */
export function ListRows({ children }: { children: ReactNode }) {
  return <ul className="hairlines">{children}</ul>
}
