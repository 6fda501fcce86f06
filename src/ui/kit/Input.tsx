import type { InputHTMLAttributes, ReactNode, Ref } from 'react'
import { classes } from '../format/classes.ts'
import { useField } from './field-context.ts'
import type { Icon } from './icon.ts'
import { StatusGlyph } from './StatusGlyph.tsx'

export interface InputProps extends InputHTMLAttributes<HTMLInputElement> {
  readonly icon?: Icon
  /** A key cap or a unit at the end. */
  readonly trailing?: ReactNode
  readonly mono?: boolean
  readonly invalid?: boolean
  readonly ref?: Ref<HTMLInputElement>
}

/** One line of text. Inside a Field it takes label, help and error from there. */
export function Input({ icon: Glyph, trailing, mono, invalid, className, ...rest }: InputProps) {
  const field = useField()
  const wrong = invalid ?? field?.invalid
  return (
    <span className={classes(inputFrame, wrong ? 'border-bad' : 'border-line-strong', className)}>
      {Glyph ? <Glyph size={14} aria-hidden className="ml-2 shrink-0 text-ink-3" /> : null}
      <input
        {...field?.control}
        aria-invalid={wrong || undefined}
        {...rest}
        className={classes('h-full min-w-0 flex-1 bg-transparent px-2 shadow-none! outline-none', mono && 'font-mono text-small')}
      />
      {trailing ? <span className="mr-1.5 shrink-0 text-ink-3">{trailing}</span> : null}
      {wrong ? (
        <span className="mr-2.5">
          <StatusGlyph kind="failing" />
        </span>
      ) : null}
    </span>
  )
}

const inputFrame =
  'focus-field flex h-(--control) w-full min-w-0 items-center rounded-control border bg-raised text-ink transition-[border-color,box-shadow] duration-(--time-hover) has-disabled:bg-sunken has-disabled:text-ink-3 pointer-coarse:h-(--touch)'
