import { X } from 'lucide-react'
import type { ReactNode } from 'react'
import { classes } from '../format/classes.ts'
import type { Icon } from './icon.ts'
import { StatusGlyph, type StatusKind } from './StatusGlyph.tsx'

export interface ChipProps {
  readonly children: ReactNode
  readonly count?: number
  readonly icon?: Icon
  readonly glyph?: StatusKind
  readonly chosen?: boolean
  /** A dashed border: adds something instead of switching it. */
  readonly adds?: boolean
  readonly onClick?: () => void
  readonly onRemove?: { readonly label: string; readonly remove: () => void }
}

/** A filter one can switch on: 24 px, chosen in the accent. */
export function Chip({ children, count, icon: Glyph, glyph, chosen, adds, onClick, onRemove }: ChipProps) {
  return (
    <span
      className={classes(
        'inline-flex h-(--control-small) shrink-0 items-center rounded-control border pointer-coarse:h-(--control) pointer-coarse:rounded-full',
        looks(chosen, adds),
      )}
    >
      <button
        type="button"
        aria-pressed={chosen}
        onClick={onClick}
        className="inline-flex h-full items-center gap-1.5 rounded-[inherit] px-2 whitespace-nowrap pointer-coarse:px-3.5"
      >
        {Glyph ? <Glyph size={14} aria-hidden className="text-ink-3" /> : null}
        {glyph ? <StatusGlyph kind={glyph} /> : null}
        <span>{children}</span>
        {count === undefined ? null : <span className="text-ink-3 tabular-nums">{count}</span>}
      </button>
      {onRemove ? (
        <button
          type="button"
          aria-label={onRemove.label}
          onClick={onRemove.remove}
          className="-ml-1 inline-flex size-5 items-center justify-center rounded-mark text-ink-3 hover:text-ink"
        >
          <X size={12} aria-hidden />
        </button>
      ) : null}
    </span>
  )
}

function looks(chosen?: boolean, adds?: boolean): string {
  if (chosen) return 'border-accent-line bg-selected text-ink'
  return classes('text-ink-2 hover:bg-hover', adds ? 'border-dashed border-line-strong' : 'border-line')
}
