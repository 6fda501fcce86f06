import { useState } from 'react'
import type { ProblemError } from '#ui/client/problem.ts'
import { useMutationOf } from '#ui/client/use-mutation-of.ts'
import { Button } from '#ui/kit/Button.tsx'
import { CodeBlock } from '#ui/kit/CodeBlock.tsx'
import { CopyLine } from '#ui/kit/CopyLine.tsx'
import { Dialog } from '#ui/kit/Dialog.tsx'
import { Field } from '#ui/kit/Field.tsx'
import { Form } from '#ui/kit/Form.tsx'
import { Input } from '#ui/kit/Input.tsx'
import { RadioGroup } from '#ui/kit/RadioGroup.tsx'
import { Select } from '#ui/kit/Select.tsx'
import { TextArea } from '#ui/kit/TextArea.tsx'
import { identity } from '../client.ts'
import { PermissionPicker } from '../PermissionPicker.tsx'
import { ProjectPicker } from '../ProjectPicker.tsx'
import { word as own } from '../words.ts'
import { emptyKey, keyInput, type KeyForm } from './key-form.ts'
import { word } from './words.ts'

/** Asks what the key may do, and then shows it this once. */
export function CreateKeyDialog({ onClose }: { onClose: () => void }) {
  const [made, setMade] = useState<{ key: string; name: string } | null>(null)
  if (made) {
    return (
      <Dialog
        open
        width="wide"
        onClose={onClose}
        title={word('keys.made', { name: made.name })}
        actions={
          <Button variant="primary" onClick={onClose}>
            {word('codes.done')}
          </Button>
        }
      >
        <div className="grid gap-4">
          <CopyLine label={word('keys.secret')} text={made.key} help={own('once.body')} />
          <div className="grid gap-1">
            <h3 className="text-small font-strong">{word('keys.try')}</h3>
            <CodeBlock
              label={word('keys.try')}
              text={`curl -H "Authorization: Bearer ${made.key}" \\\n  ${location.origin}/api/v1/identity/session`}
            />
          </div>
        </div>
      </Dialog>
    )
  }
  return (
    <Dialog open width="wide" onClose={onClose} title={word('keys.create')}>
      <KeyFields onClose={onClose} onMade={setMade} />
    </Dialog>
  )
}

function KeyFields({ onClose, onMade }: { onClose: () => void; onMade: (made: { key: string; name: string }) => void }) {
  const [form, setForm] = useState<KeyForm>(emptyKey)
  const [tried, setTried] = useState(false)
  const [problem, setProblem] = useState<ProblemError | null>(null)
  const create = useMutationOf(identity, 'createKey', {
    failed: setProblem,
    done: ({ key, details }) => onMade({ key, name: details.name }),
  })
  const nameless = form.name.trim() === ''
  const rightless = !form.every && form.permissions.length === 0
  const submit = () => {
    setTried(true)
    if (!nameless && !rightless) create.mutate(keyInput(form))
  }
  const change = (field: 'name' | 'addresses' | 'perMinute') => (event: { target: { value: string } }) =>
    setForm({ ...form, [field]: event.target.value })
  const errorOf = (field: string) => problem?.errors.find(({ path }) => path === field || path.startsWith(`${field}.`))?.message
  return (
    <Form
      onSubmit={submit}
      problem={problem && problem.errors.length === 0 ? problem.message : null}
      actions={
        <>
          <Button onClick={onClose}>{own('cancel')}</Button>
          <Button type="submit" variant="primary" busy={create.isPending && word('keys.creating')}>
            {word('keys.create')}
          </Button>
        </>
      }
    >
      <Field label={word('keys.name')} help={word('keys.name.help')} error={tried && nameless ? own('missing') : errorOf('name')}>
        <Input autoFocus maxLength={100} value={form.name} onChange={change('name')} />
      </Field>
      <RadioGroup
        label={word('keys.rights')}
        value={form.every ? 'all' : 'some'}
        onValue={(value) => setForm({ ...form, every: value === 'all' })}
        choices={[
          { value: 'some', label: word('keys.rights.some'), help: word('keys.rights.some.help') },
          { value: 'all', label: word('keys.rights.all'), help: word('keys.rights.all.help') },
        ]}
      />
      {form.every ? null : (
        <PermissionPicker
          label={word('keys.rights.choose')}
          value={form.permissions}
          onValue={(permissions) => setForm({ ...form, permissions })}
        />
      )}
      {(tried && rightless) || errorOf('permissions') ? (
        <p role="alert" className="text-small text-bad-text">
          {errorOf('permissions') ?? word('keys.rights.missing')}
        </p>
      ) : null}
      <ProjectPicker
        label={word('keys.projects')}
        help={word('keys.projects.help')}
        value={form.projects}
        onValue={(projects) => setForm({ ...form, projects })}
      />
      <div className="grid items-start gap-3.5 desk:grid-cols-2">
        <Field label={word('keys.expires')} error={errorOf('days')}>
          <Select value={form.days} options={expiries} onValue={(days) => setForm({ ...form, days })} />
        </Field>
        <Field label={word('keys.rate')} help={word('keys.rate.help')} error={errorOf('perMinute')}>
          <Input inputMode="numeric" value={form.perMinute} onChange={change('perMinute')} />
        </Field>
      </div>
      <Field label={word('keys.addresses')} help={word('keys.addresses.help')} error={errorOf('addresses')}>
        <TextArea mono rows={2} value={form.addresses} onChange={change('addresses')} />
      </Field>
    </Form>
  )
}

const expiries = [
  ...[7, 30, 90, 365].map((days) => ({ value: String(days), label: word('keys.days', { count: days }) })),
  { value: '', label: own('never') },
]
