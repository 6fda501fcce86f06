import { ChevronDown } from 'lucide-react'
import type { SelectHTMLAttributes } from 'react'
import { classes } from '../format/classes.ts'
import { useField } from './field-context.ts'

export interface Option<V extends string = string> {
  readonly value: V
  readonly label: string
  readonly disabled?: boolean
}

export interface SelectProps<V extends string> extends Omit<SelectHTMLAttributes<HTMLSelectElement>, 'value' | 'onChange' | 'size'> {
  readonly options: readonly Option<V>[]
  readonly value: V
  readonly onValue: (value: V) => void
  /** Needed where no Field gives a label. */
  readonly label?: string
  readonly size?: 'small' | 'medium'
  readonly mono?: boolean
}

/** One of a few. The platform's own control: phones show their wheel, keyboards type ahead. */
export function Select<V extends string>({ options, value, onValue, label, size = 'medium', mono, className, ...rest }: SelectProps<V>) {
  const field = useField()
  const full = field !== null
  return (
    <span className={classes('relative inline-flex min-w-0 items-center', full && 'w-full', className)}>
      <select
        {...field?.control}
        aria-label={label}
        aria-invalid={field?.invalid || undefined}
        {...rest}
        value={value}
        onChange={(event) => onValue(event.target.value as V)}
        className={classes(
          'picker min-w-0 truncate rounded-control border bg-raised pr-7 pl-2.5 text-ink hover:bg-hover disabled:text-ink-4',
          field?.invalid ? 'border-bad' : 'border-line-strong',
          full && 'w-full',
          mono && 'font-mono text-small',
          size === 'small' ? 'h-(--control-small) text-small' : 'h-(--control)',
          full && 'pointer-coarse:h-(--touch)',
        )}
      >
        {options.map((option) => (
          <option key={option.value} value={option.value} disabled={option.disabled}>
            {option.label}
          </option>
        ))}
      </select>
      <ChevronDown size={14} aria-hidden className="pointer-events-none absolute right-2 text-ink-3" />
    </span>
  )
}
