import { useId, type ReactNode } from 'react'
import { classes } from '../format/classes.ts'

export interface CardProps {
  readonly title?: ReactNode
  readonly count?: ReactNode
  /** Grey words or one quiet action at the right of the title. */
  readonly aside?: ReactNode
  readonly children: ReactNode
  /** `rows` lets lists and tables run to the edge under a hairline; `pad` gives words their room. */
  readonly body?: 'pad' | 'rows'
  readonly className?: string
}

/** A bordered group. Never a card inside a card: divide with hairlines. */
export function Card({ title, count, aside, children, body = 'pad', className }: CardProps) {
  const heading = useId()
  return (
    <section
      aria-labelledby={title ? heading : undefined}
      className={classes('min-w-0 overflow-clip rounded-card border border-line bg-raised max-desk:rounded-dialog', className)}
    >
      {title ? (
        <header
          className={classes(
            'flex min-h-10 items-center gap-2 px-3.5 max-desk:min-h-12 max-desk:flex-wrap max-desk:py-1.5',
            body === 'rows' && 'border-b border-line-faint',
          )}
        >
          <h2 id={heading} className="min-w-0 truncate font-title tracking-tight max-desk:text-title">
            {title}
          </h2>
          {count === undefined ? null : <span className="text-ink-3 tabular-nums">{count}</span>}
          <div className="ml-auto flex min-w-0 items-center gap-2 text-ink-3">{aside}</div>
        </header>
      ) : null}
      <div className={body === 'pad' ? classes('px-3.5 pb-3.5', !title && 'pt-3.5') : undefined}>{children}</div>
    </section>
  )
}
