import type { ReactNode } from 'react'
import { classes } from '../format/classes.ts'
import { StatusGlyph } from './StatusGlyph.tsx'

export interface AlertStripProps {
  readonly kind: 'risk' | 'failing'
  readonly title: string
  /** The culprit and the numbers. */
  readonly children?: ReactNode
  /** Since when, and how it was told. */
  readonly since?: ReactNode
  /** Acknowledge, Open. */
  readonly actions?: ReactNode
}

/** What hurts now, over the page. At most one; several become "3 alerts". */
export function AlertStrip({ kind, title, children, since, actions }: AlertStripProps) {
  return (
    <div
      role="alert"
      className={classes(
        'flex min-h-10 flex-wrap items-center gap-x-3 gap-y-1 rounded-control py-1.5 pr-1.5 pl-3.5',
        kind === 'failing' ? 'bg-bad-soft' : 'bg-warn-soft',
      )}
    >
      <span className="flex min-w-0 items-center gap-3">
        <StatusGlyph kind={kind} />
        <strong className="font-strong">{title}</strong>
      </span>
      <span className="min-w-0 flex-[1_1_240px] text-ink-2">{children}</span>
      {since ? <span className="text-small text-ink-2">{since}</span> : null}
      {actions ? <span className="flex gap-1.5">{actions}</span> : null}
    </div>
  )
}
