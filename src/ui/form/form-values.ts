import type { FormField } from './form-fields.ts'

/** What was typed or switched, by field; text as it stands in the control. */
export type FormValues = Readonly<Record<string, string | boolean>>
export type FormErrors = Readonly<Record<string, 'required' | 'number' | 'json'>>

export interface ReadForm {
  readonly input: Record<string, unknown>
  readonly errors: FormErrors
}

/** The form before anybody typed: defaults, and what the caller knows already. */
export function startValues(fields: readonly FormField[], known: Readonly<Record<string, unknown>> = {}): FormValues {
  return Object.fromEntries(fields.map((field) => [field.name, shown(field, known[field.name] ?? field.fallback)]))
}

/** Turns what was typed into an operation's input. Empty optional fields are left out; nothing typed is ever lost. */
export function readForm(fields: readonly FormField[], values: FormValues): ReadForm {
  const input: Record<string, unknown> = {}
  const errors: Record<string, FormErrors[string]> = {}
  for (const field of fields) {
    const read = readField(field, values[field.name])
    if ('error' in read) errors[field.name] = read.error
    else if (read.value !== undefined) input[field.name] = read.value
  }
  return { input, errors }
}

type ReadField = { value: unknown } | { error: FormErrors[string] }

function readField(field: FormField, value: string | boolean | undefined): ReadField {
  if (typeof value === 'boolean') return { value }
  const text = value ?? ''
  if (text.trim() === '') return field.required ? { error: 'required' } : { value: undefined }
  if (field.kind === 'number') return readNumber(text)
  if (field.kind === 'json') return readJson(text)
  if (field.kind === 'lines')
    return {
      value: text
        .split('\n')
        .map((line) => line.trim())
        .filter(Boolean),
    }
  return { value: text }
}

function readNumber(text: string): ReadField {
  const value = Number(text.trim())
  return Number.isFinite(value) ? { value } : { error: 'number' }
}

function readJson(text: string): ReadField {
  try {
    return { value: JSON.parse(text) as unknown }
  } catch {
    return { error: 'json' }
  }
}

function shown(field: FormField, value: unknown): string | boolean {
  if (field.kind === 'switch') return value === true
  if (value === undefined || value === null) return ''
  if (field.kind === 'lines' && Array.isArray(value)) return value.join('\n')
  return typeof value === 'object' ? JSON.stringify(value, null, 2) : String(value as string | number)
}
