import { useId, type ReactNode } from 'react'
import { FieldContext } from './field-context.ts'
import { word } from './words.ts'

export interface FieldProps {
  readonly label: string
  readonly help?: ReactNode
  /** Says who has it and offers a way out: "3001 is free". */
  readonly error?: ReactNode
  readonly required?: boolean
  readonly children: ReactNode
}

/** Label above, help or error below, for one control. */
export function Field({ label, help, error, required, children }: FieldProps) {
  const id = useId()
  const described = error ? `${id}-error` : help ? `${id}-help` : undefined
  return (
    <FieldContext value={{ invalid: Boolean(error), control: { id, 'aria-describedby': described, required } }}>
      <div className="grid min-w-0 gap-1">
        <label htmlFor={id} className="flex items-baseline gap-1.5 text-small font-strong">
          {label}
          {required === false ? <span className="font-text text-ink-3">{word('form.optional')}</span> : null}
        </label>
        {children}
        {error ? (
          <p id={`${id}-error`} role="alert" className="text-small text-bad-text">
            {error}
          </p>
        ) : help ? (
          <p id={`${id}-help`} className="text-small text-ink-3">
            {help}
          </p>
        ) : null}
      </div>
    </FieldContext>
  )
}
