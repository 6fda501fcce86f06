import { useState, type ReactNode } from 'react'
import type { ProblemError } from '../client/problem.ts'
import { Form } from '../kit/Form.tsx'
import { word } from '../kit/words.ts'
import { formFields, type FormField } from './form-fields.ts'
import { readForm, startValues, type FormErrors, type FormValues } from './form-values.ts'
import type { JsonSchema } from './json-schema.ts'
import { SchemaField } from './SchemaField.tsx'
import type { Suggest } from './suggest.ts'

export interface SchemaFormProps {
  readonly schema: JsonSchema
  readonly known?: Readonly<Record<string, unknown>>
  /** Finds values for a field by what is typed, for instance projects. */
  readonly suggest?: Readonly<Record<string, Suggest>>
  readonly problem?: ProblemError | null
  readonly actions: ReactNode
  readonly onInput?: (input: Record<string, unknown>) => void
  readonly onSubmit: (input: Record<string, unknown>) => void
}

/** A form for any operation, made from the JSON Schema of its input. */
export function SchemaForm({ schema, known, suggest, problem, actions, onInput, onSubmit }: SchemaFormProps) {
  const fields = formFields(schema)
  const [values, setValues] = useState<FormValues>(() => startValues(fields, known))
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set())
  const { input, errors } = readForm(fields, values)
  const change = (name: string, value: string | boolean) => {
    const next = { ...values, [name]: value }
    setValues(next)
    onInput?.(readForm(fields, next).input)
  }
  const submit = () => {
    setLeft(new Set(fields.map(({ name }) => name)))
    if (Object.keys(errors).length === 0) onSubmit(input)
  }
  const said = (field: FormField) => (left.has(field.name) ? (sentence(errors[field.name]) ?? fromServer(problem, field.name)) : undefined)
  const placed = fields.some((field) => fromServer(problem, field.name))
  return (
    <Form onSubmit={submit} problem={problem && !placed ? problem.message : null} wrong={fields.filter(said).length} actions={actions}>
      {fields.map((field) => (
        <div key={field.name} onBlur={() => setLeft((old) => new Set(old).add(field.name))}>
          <SchemaField
            field={field}
            value={values[field.name] ?? ''}
            error={said(field)}
            suggest={suggest?.[field.name]}
            onValue={(value) => change(field.name, value)}
          />
        </div>
      ))}
    </Form>
  )
}

function sentence(error: FormErrors[string] | undefined): string | undefined {
  return error && word(`form.${error}`)
}

function fromServer(problem: ProblemError | null | undefined, name: string): string | undefined {
  return problem?.errors.find(({ path }) => path === name || path.startsWith(`${name}.`))?.message
}
