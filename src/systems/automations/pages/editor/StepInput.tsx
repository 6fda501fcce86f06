import { useState } from 'react'
import { SchemaForm } from '#ui/form/SchemaForm.tsx'
import type { JsonSchema } from '#ui/form/json-schema.ts'
import { Button } from '#ui/kit/Button.tsx'
import { Field } from '#ui/kit/Field.tsx'
import { TextArea } from '#ui/kit/TextArea.tsx'
import { useListedOperations } from '#ui/palette/operations.ts'
import { word } from '../words.ts'

interface StepInputProps {
  readonly uses: string
  readonly value: Record<string, unknown>
  readonly onApply: (value: Record<string, unknown>) => void
}

/** What a step hands to its operation: a form where the operation is known and no expression stands in its way, JSON otherwise. */
export function StepInput({ uses, value, onApply }: StepInputProps) {
  const operation = useListedOperations().data?.find(({ id }) => id === uses)
  const fits = operation !== undefined && fitsForm(operation.input, value)
  const [asJson, setAsJson] = useState(false)
  const hasFields = Object.keys(operation?.input.properties ?? {}).length > 0
  if (operation && !hasFields && Object.keys(value).length === 0) return null
  if (!fits || asJson) return <JsonInput value={value} onApply={onApply} onForm={fits ? () => setAsJson(false) : null} />
  return (
    <SchemaForm
      schema={{ ...operation.input, required: [] }}
      known={value}
      onSubmit={(next) => onApply(written(operation.input, next, value))}
      actions={
        <>
          <Button variant="quiet" onClick={() => setAsJson(true)}>
            {word('step.json')}
          </Button>
          <Button type="submit">{word('step.apply')}</Button>
        </>
      }
    />
  )
}

/** Only what was filled in: a default that nobody chose is not written. */
function written(schema: JsonSchema, next: Record<string, unknown>, before: Record<string, unknown>): Record<string, unknown> {
  const kept = Object.entries(next).filter(([key, value]) => {
    if (key in before) return true
    const property = schema.properties?.[key]
    return value !== property?.default && !(value === false && property?.default === undefined)
  })
  return Object.fromEntries(kept)
}

/** Fields that take no text cannot show an expression, and what the schema does not know would be lost. */
function fitsForm(schema: JsonSchema, value: Record<string, unknown>): boolean {
  return Object.entries(value).every(([key, one]) => {
    const property = schema.properties?.[key]
    if (!property) return false
    return typeof one !== 'string' || !one.includes('${') || property.type === 'string'
  })
}

interface JsonInputProps {
  readonly value: Record<string, unknown>
  readonly onApply: (value: Record<string, unknown>) => void
  readonly onForm: (() => void) | null
}

function JsonInput({ value, onApply, onForm }: JsonInputProps) {
  const [text, setText] = useState(() => JSON.stringify(value, null, 2))
  const [wrong, setWrong] = useState(false)
  const apply = () => {
    const read = readObject(text)
    setWrong(read === null)
    if (read) onApply(read)
  }
  return (
    <div className="grid gap-2">
      <Field label={word('step.with')} help={word('step.with_help')} error={wrong ? word('step.bad_json') : undefined}>
        <TextArea mono spellCheck={false} value={text} onChange={(event) => setText(event.target.value)} />
      </Field>
      <div className="flex justify-end gap-2">
        {onForm ? (
          <Button variant="quiet" onClick={onForm}>
            {word('step.form')}
          </Button>
        ) : null}
        <Button onClick={apply}>{word('step.apply')}</Button>
      </div>
    </div>
  )
}

function readObject(text: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(text.trim() === '' ? '{}' : text)
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : null
  } catch {
    return null
  }
}
