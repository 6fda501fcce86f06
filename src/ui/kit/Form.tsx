import type { FormHTMLAttributes, ReactNode } from 'react'
import { AlertStrip } from './AlertStrip.tsx'
import { word } from './words.ts'

export interface FormProps extends Omit<FormHTMLAttributes<HTMLFormElement>, 'onSubmit'> {
  readonly onSubmit: () => void
  /** What the server said about the whole, where no field can carry it. */
  readonly problem?: string | null
  /** How many fields carry an error after the last try. */
  readonly wrong?: number
  readonly actions: ReactNode
  readonly children: ReactNode
}

/** One column. Fields are checked on leaving them and on sending; what was typed is never cleared. */
export function Form({ onSubmit, problem, wrong = 0, actions, children, ...rest }: FormProps) {
  return (
    <form
      noValidate
      {...rest}
      className="grid gap-3.5"
      onSubmit={(event) => {
        event.preventDefault()
        onSubmit()
      }}
    >
      {children}
      {problem ? <AlertStrip kind="failing" title={problem} /> : null}
      <div className="flex flex-wrap items-center justify-end gap-2">
        {wrong > 0 ? (
          <p role="alert" className="mr-auto text-small text-bad-text">
            {word('form.problem', { count: wrong })}
          </p>
        ) : null}
        {actions}
      </div>
    </form>
  )
}
