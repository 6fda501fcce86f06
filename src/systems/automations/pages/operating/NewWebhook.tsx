import { useState } from 'react'
import type { ProblemError } from '#ui/client/problem.ts'
import { useMutationOf } from '#ui/client/use-mutation-of.ts'
import type { OutputFor } from '#ui/client/client.ts'
import { Button } from '#ui/kit/Button.tsx'
import { Combobox } from '#ui/kit/Combobox.tsx'
import { Dialog } from '#ui/kit/Dialog.tsx'
import { Field } from '#ui/kit/Field.tsx'
import { Form } from '#ui/kit/Form.tsx'
import { Input } from '#ui/kit/Input.tsx'
import { Select } from '#ui/kit/Select.tsx'
import type { contract } from '../../contract.ts'
import { automations } from '../client.ts'
import { word } from '../words.ts'

const schemes = ['github', 'stripe', 'hmac', 'none'] as const

interface NewWebhookProps {
  readonly onClose: () => void
  readonly onMade: (made: OutputFor<typeof contract, 'createWebhook'>) => void
}

export function NewWebhook({ onClose, onMade }: NewWebhookProps) {
  const [form, setForm] = useState({ automation: '', name: '', scheme: 'hmac' as (typeof schemes)[number], header: '' })
  const [problem, setProblem] = useState<ProblemError | null>(null)
  const create = useMutationOf(automations, 'createWebhook', { done: onMade, failed: setProblem })
  const errorOf = (field: string) => problem?.errors.find(({ path }) => path === field)?.message
  const submit = () => {
    const { header, ...rest } = form
    create.mutate({ ...rest, ...(header.trim() ? { header: header.trim() } : {}) })
  }
  return (
    <Dialog open onClose={onClose} title={word('webhooks.new')}>
      <Form
        onSubmit={submit}
        problem={problem && problem.errors.length === 0 ? problem.message : null}
        wrong={problem?.errors.length ?? 0}
        actions={
          <>
            <Button onClick={onClose}>{word('start.not')}</Button>
            <Button type="submit" variant="primary" busy={create.isPending && word('webhooks.making')}>
              {word('webhooks.make')}
            </Button>
          </>
        }
      >
        <Field label={word('head.automation')} error={errorOf('automation')} required>
          <Combobox value={form.automation} onValue={(automation) => setForm({ ...form, automation })} search={findAutomations} />
        </Field>
        <Field label={word('webhooks.name')} help={word('webhooks.name_help')} error={errorOf('name')} required>
          <Input value={form.name} autoComplete="off" onChange={(event) => setForm({ ...form, name: event.target.value })} />
        </Field>
        <Field label={word('webhooks.scheme')} error={errorOf('scheme')}>
          <Select
            value={form.scheme}
            onValue={(scheme) => setForm({ ...form, scheme })}
            options={schemes.map((value) => ({ value, label: word(`scheme.${value}`) }))}
          />
        </Field>
        {form.scheme === 'hmac' || form.scheme === 'none' ? (
          <Field label={word('webhooks.header')} help={word('webhooks.header_help')} error={errorOf('header')} required={false}>
            <Input mono autoComplete="off" value={form.header} onChange={(event) => setForm({ ...form, header: event.target.value })} />
          </Field>
        ) : null}
      </Form>
    </Dialog>
  )
}

async function findAutomations(text: string, signal: AbortSignal) {
  const { items } = await automations.call('list', { limit: 20, sort: 'name', ...(text ? { text } : {}) }, { signal })
  return items.map(({ name, title }) => ({ value: name, label: title ? `${name}, ${title}` : name }))
}
