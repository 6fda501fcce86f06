import type { Ref, TextareaHTMLAttributes } from 'react'
import { classes } from '../format/classes.ts'
import { useField } from './field-context.ts'

export interface TextAreaProps extends TextareaHTMLAttributes<HTMLTextAreaElement> {
  readonly mono?: boolean
  readonly invalid?: boolean
  readonly ref?: Ref<HTMLTextAreaElement>
}

/** Several lines; grows with what is typed. */
export function TextArea({ mono, invalid, className, ...rest }: TextAreaProps) {
  const field = useField()
  const wrong = invalid ?? field?.invalid
  return (
    <textarea
      rows={3}
      {...field?.control}
      aria-invalid={wrong || undefined}
      {...rest}
      className={classes(
        'focus-field field-sizing-content block min-h-16 w-full rounded-control border bg-raised px-2 py-1.5 text-ink disabled:bg-sunken disabled:text-ink-3',
        wrong ? 'border-bad' : 'border-line-strong',
        mono && 'font-mono text-small',
        className,
      )}
    />
  )
}
