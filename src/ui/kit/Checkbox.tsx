import type { InputHTMLAttributes, ReactNode } from 'react'
import { useEffect, useRef } from 'react'
import { classes } from '../format/classes.ts'
import { useField } from './field-context.ts'

export interface CheckboxProps extends Omit<InputHTMLAttributes<HTMLInputElement>, 'type' | 'onChange' | 'children'> {
  readonly checked: boolean
  /** Some, but not all, of what it stands for. */
  readonly mixed?: boolean
  readonly onChecked: (checked: boolean) => void
  readonly children?: ReactNode
  readonly help?: ReactNode
}

export function Checkbox({ checked, mixed, onChecked, children, help, className, ...rest }: CheckboxProps) {
  const box = useRef<HTMLInputElement>(null)
  const field = useField()
  useEffect(() => {
    if (box.current) box.current.indeterminate = Boolean(mixed)
  }, [mixed])
  return (
    <label
      className={classes('inline-flex min-w-0 items-start gap-2 pointer-coarse:min-h-(--touch) pointer-coarse:items-center', className)}
    >
      <input
        {...field?.control}
        {...rest}
        ref={box}
        type="checkbox"
        checked={checked}
        onChange={(event) => onChecked(event.target.checked)}
        className="tick mt-[3px] size-3.5 shrink-0 pointer-coarse:mt-0 pointer-coarse:size-5"
      />
      {children ? (
        <span className="min-w-0">
          {children}
          {help ? <span className="block text-small text-ink-3">{help}</span> : null}
        </span>
      ) : null}
    </label>
  )
}
