import { useState } from 'react'
import type { ProblemError } from '#ui/client/problem.ts'
import { accountErrors, type AccountFields } from './account-fields.ts'

/** State of a form with a name, an address or a password: checked on leaving a field and on sending. */
export function useAccountForm<F extends Partial<AccountFields>>(start: F, problem: ProblemError | null) {
  const [fields, setFields] = useState(start)
  const [left, setLeft] = useState<readonly (keyof F)[]>([])
  const errors = accountErrors(fields)
  return {
    fields,
    /** What the server said about the whole, where no field carries it. */
    problem: problem && problem.errors.length === 0 ? problem.message : null,
    bind: (name: keyof F & string) => ({
      name,
      value: String(fields[name] ?? ''),
      onChange: (event: { target: { value: string } }) => setFields({ ...fields, [name]: event.target.value }),
      onBlur: () => setLeft([...left, name]),
    }),
    said: (name: keyof F & string): string | undefined =>
      (left.includes(name) ? errors[name] : undefined) ?? problem?.errors.find(({ path }) => path === name)?.message,
    /** Sends when everything fits, and otherwise says what does not. */
    submit: (send: () => void) => (Object.keys(errors).length > 0 ? setLeft(Object.keys(fields) as (keyof F)[]) : send()),
  }
}
