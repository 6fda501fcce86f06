import { classes } from '../format/classes.ts'
import type { Icon } from './icon.ts'
import { useId } from 'react'

export interface Segment<V extends string> {
  readonly value: V
  readonly label: string
  /** Shown instead of the label, which is then read aloud only. */
  readonly icon?: Icon
}

export interface SegmentedProps<V extends string> {
  readonly label: string
  readonly segments: readonly Segment<V>[]
  readonly value: V
  readonly onValue: (value: V) => void
}

/** Two to five ways to see the same thing. Arrow keys move, as with radio buttons, which it is. */
export function Segmented<V extends string>({ label, segments, value, onValue }: SegmentedProps<V>) {
  const name = useId()
  return (
    <div
      role="radiogroup"
      aria-label={label}
      className="inline-flex h-(--control) shrink-0 items-center rounded-control border border-line bg-sunken p-px"
    >
      {segments.map(({ value: own, label: text, icon: Glyph }) => (
        <label
          key={own}
          title={Glyph ? text : undefined}
          className={classes(
            'relative inline-flex h-full items-center justify-center rounded-[5px] border px-2 text-body has-focus-visible:shadow-(--focus-ring)',
            own === value ? 'border-line-strong bg-raised font-strong text-ink' : 'border-transparent text-ink-3 hover:text-ink',
          )}
        >
          <input
            type="radio"
            name={name}
            checked={own === value}
            onChange={() => onValue(own)}
            aria-label={text}
            className="absolute inset-0 appearance-none rounded-[inherit] shadow-none!"
          />
          {Glyph ? <Glyph size={16} aria-hidden /> : <span aria-hidden>{text}</span>}
        </label>
      ))}
    </div>
  )
}
