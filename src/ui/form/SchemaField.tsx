import { Combobox } from '../kit/Combobox.tsx'
import { Field } from '../kit/Field.tsx'
import { Input } from '../kit/Input.tsx'
import { Select } from '../kit/Select.tsx'
import { Switch } from '../kit/Switch.tsx'
import { TextArea } from '../kit/TextArea.tsx'
import { word } from '../kit/words.ts'
import type { FormField } from './form-fields.ts'
import type { Suggest } from './suggest.ts'

interface SchemaFieldProps {
  readonly field: FormField
  readonly value: string | boolean
  readonly error: string | undefined
  readonly suggest: Suggest | undefined
  readonly onValue: (value: string | boolean) => void
}

export function SchemaField({ field, value, error, suggest, onValue }: SchemaFieldProps) {
  if (field.kind === 'switch') {
    return (
      <Switch checked={value === true} onChecked={onValue}>
        <span>
          {field.label}
          {field.help ? <span className="block text-small text-ink-3">{field.help}</span> : null}
        </span>
      </Switch>
    )
  }
  const help = field.help ?? (field.kind === 'lines' ? word('form.lines') : undefined)
  return (
    <Field label={field.label} help={help} error={error} required={field.required}>
      <Control field={field} value={String(value)} suggest={suggest} onValue={onValue} />
    </Field>
  )
}

function Control({ field, value, suggest, onValue }: Omit<SchemaFieldProps, 'error' | 'value'> & { value: string }) {
  const typed = (event: { target: { value: string } }) => onValue(event.target.value)
  if (suggest) return <Combobox value={value} onValue={onValue} search={suggest} />
  if (field.kind === 'choice') return <Select options={choices(field)} value={value} onValue={onValue} />
  if (field.kind === 'lines' || field.kind === 'paragraph') return <TextArea value={value} onChange={typed} />
  if (field.kind === 'json') return <TextArea mono spellCheck={false} value={value} onChange={typed} />
  if (field.kind === 'number') return <Input inputMode={field.whole ? 'numeric' : 'decimal'} value={value} onChange={typed} />
  if (field.kind === 'secret') return <Input type="password" autoComplete="off" value={value} onChange={typed} />
  return <Input type={inputTypes[field.format ?? ''] ?? 'text'} autoComplete="off" value={value} onChange={typed} />
}

function choices(field: FormField) {
  const options = field.choices.map((choice) => ({ value: choice, label: choice }))
  return field.required ? options : [{ value: '', label: word('select.none') }, ...options]
}

const inputTypes: Record<string, string> = { email: 'email', uri: 'url' }
