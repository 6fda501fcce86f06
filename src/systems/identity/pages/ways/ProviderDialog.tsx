import { useState } from 'react'
import type { ProblemError } from '#ui/client/problem.ts'
import { useMutationOf } from '#ui/client/use-mutation-of.ts'
import { Button } from '#ui/kit/Button.tsx'
import { CopyLine } from '#ui/kit/CopyLine.tsx'
import { Dialog } from '#ui/kit/Dialog.tsx'
import { Field } from '#ui/kit/Field.tsx'
import { Form } from '#ui/kit/Form.tsx'
import { Input } from '#ui/kit/Input.tsx'
import { Select } from '#ui/kit/Select.tsx'
import { TextArea } from '#ui/kit/TextArea.tsx'
import { identity, type Preset, type Provider } from '../client.ts'
import { word as own } from '../words.ts'
import { createInput, providerForm, updateInput, type ProviderForm } from './provider-form.ts'
import { word } from './words.ts'

interface ProviderDialogProps {
  readonly provider: Provider | null
  readonly presets: readonly Preset[]
  readonly onClose: () => void
}

/** Sets a provider up, or changes it; a new one ends with the address to register there. */
export function ProviderDialog({ provider, presets, onClose }: ProviderDialogProps) {
  const [made, setMade] = useState<Provider | null>(null)
  const [form, setForm] = useState(() => providerForm(provider))
  const [problem, setProblem] = useState<ProblemError | null>(null)
  const create = useMutationOf(identity, 'createProvider', { confirmed: true, failed: setProblem, done: setMade })
  const update = useMutationOf(identity, 'updateProvider', { confirmed: true, failed: setProblem, done: onClose })
  const shown = made ?? provider
  if (made) {
    return (
      <Dialog
        open
        onClose={onClose}
        title={word('provider.created', { name: made.name })}
        actions={
          <Button variant="primary" onClick={onClose}>
            {own('close')}
          </Button>
        }
      >
        <CopyLine label={word('provider.callback')} text={made.callback} help={word('provider.callback.help')} />
      </Dialog>
    )
  }
  return (
    <Dialog open width="wide" onClose={onClose} title={provider ? word('provider.title', { name: provider.name }) : word('providers.add')}>
      <Form
        onSubmit={() => (provider ? update.mutate(updateInput(form)) : create.mutate(createInput(form)))}
        problem={problem && problem.errors.length === 0 ? problem.message : null}
        wrong={problem?.errors.length ?? 0}
        actions={
          <>
            <Button onClick={onClose}>{own('cancel')}</Button>
            <Button type="submit" variant="primary" busy={(create.isPending || update.isPending) && own('saving')}>
              {provider ? own('save') : word('provider.create')}
            </Button>
          </>
        }
      >
        {provider ? null : <NewFields form={form} onForm={setForm} presets={presets} problem={problem} />}
        <Fields form={form} onForm={setForm} problem={problem} isNew={provider === null} />
        {shown ? <CopyLine label={word('provider.callback')} text={shown.callback} help={word('provider.callback.help')} /> : null}
      </Form>
    </Dialog>
  )
}

interface FieldsProps {
  readonly form: ProviderForm
  readonly onForm: (form: ProviderForm) => void
  readonly problem: ProblemError | null
}

function NewFields({ form, onForm, presets, problem }: FieldsProps & { presets: readonly Preset[] }) {
  const choose = (kind: ProviderForm['kind']) =>
    onForm({ ...form, kind, id: kind === 'openid' ? 'company' : kind, issuer: presets.find((one) => one.kind === kind)?.issuer ?? '' })
  const options = presets.map((one) => ({ value: one.kind, label: one.kind === 'openid' ? word('provider.openid') : one.name }))
  return (
    <div className="grid items-start gap-3.5 desk:grid-cols-2">
      <Field label={word('provider.kind')}>
        <Select value={form.kind} options={options} onValue={choose} />
      </Field>
      <Field label={word('provider.id')} help={word('provider.id.help')} error={errorOf(problem, 'id')}>
        <Input mono value={form.id} onChange={(event) => onForm({ ...form, id: event.target.value })} />
      </Field>
      {form.kind === 'google' ? null : (
        <div className="desk:col-span-2">
          <Field label={word('provider.issuer')} help={word('provider.issuer.help')} error={errorOf(problem, 'issuer')}>
            <Input mono value={form.issuer} onChange={(event) => onForm({ ...form, issuer: event.target.value })} />
          </Field>
        </div>
      )}
      <div className="desk:col-span-2">
        <Field label={word('provider.client')} error={errorOf(problem, 'clientId')}>
          <Input mono autoComplete="off" value={form.clientId} onChange={(event) => onForm({ ...form, clientId: event.target.value })} />
        </Field>
      </div>
    </div>
  )
}

function Fields({ form, onForm, problem, isNew }: FieldsProps & { isNew: boolean }) {
  return (
    <>
      <Field
        label={word('provider.secret')}
        help={word(isNew ? 'provider.secret.help' : 'provider.secret.keep')}
        error={errorOf(problem, 'clientSecret')}
      >
        <Input
          mono
          type="password"
          autoComplete="off"
          value={form.clientSecret}
          onChange={(event) => onForm({ ...form, clientSecret: event.target.value })}
        />
      </Field>
      <Field label={word('provider.name')} required={false} error={errorOf(problem, 'name')}>
        <Input maxLength={60} value={form.name} onChange={(event) => onForm({ ...form, name: event.target.value })} />
      </Field>
      <Field label={word('provider.allowed')} help={word('provider.allowed.help')} required={false} error={errorOf(problem, 'allowed')}>
        <TextArea mono rows={2} value={form.allowed} onChange={(event) => onForm({ ...form, allowed: event.target.value })} />
      </Field>
    </>
  )
}

function errorOf(problem: ProblemError | null, field: string): string | undefined {
  return problem?.errors.find(({ path }) => path === field || path.startsWith(`${field}.`))?.message
}
