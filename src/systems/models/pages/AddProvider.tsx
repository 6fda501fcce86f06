import { useState } from 'react'
import type { ProblemError } from '#ui/client/problem.ts'
import { useMutationOf } from '#ui/client/use-mutation-of.ts'
import { Button } from '#ui/kit/Button.tsx'
import { Checkbox } from '#ui/kit/Checkbox.tsx'
import { Dialog } from '#ui/kit/Dialog.tsx'
import { Field } from '#ui/kit/Field.tsx'
import { Form } from '#ui/kit/Form.tsx'
import { Input } from '#ui/kit/Input.tsx'
import { RadioGroup } from '#ui/kit/RadioGroup.tsx'
import { models, type ProviderItem } from './client.ts'
import { word } from './words.ts'

type Kind = ProviderItem['kind']

const kinds: readonly Kind[] = ['openai-responses', 'anthropic', 'openai-compatible', 'openai-chat']

/** What each kind is called and where it is, until somebody says otherwise. */
const usual: Record<Kind, { name: string; address: string }> = {
  'openai-responses': { name: 'openai', address: 'https://api.openai.com/v1' },
  'openai-chat': { name: 'openai-chat', address: 'https://api.openai.com/v1' },
  anthropic: { name: 'anthropic', address: 'https://api.anthropic.com/v1' },
  'openai-compatible': { name: 'local', address: 'http://localhost:11434/v1' },
}

export function AddProvider({ onClose }: { onClose: () => void }) {
  const [kind, setKind] = useState<Kind>('openai-responses')
  const [name, setName] = useState('')
  const [address, setAddress] = useState('')
  const [key, setKey] = useState('')
  const [free, setFree] = useState(false)
  const [problem, setProblem] = useState<ProblemError | null>(null)
  const save = useMutationOf(models, 'addProvider', { done: onClose, failed: setProblem })
  const errorOf = (field: string) => problem?.errors.find(({ path }) => path === field)?.message
  const isOwn = kind === 'openai-compatible'
  const submit = () =>
    save.mutate({
      kind,
      name: name.trim() || usual[kind].name,
      ...(address.trim() || isOwn ? { baseUrl: address.trim() || usual[kind].address } : {}),
      ...(key.trim() ? { key: key.trim() } : {}),
      free: isOwn && free,
    })
  return (
    <Dialog open onClose={onClose} title={word('add.title')}>
      <Form
        onSubmit={submit}
        problem={problem && problem.errors.length === 0 ? problem.message : null}
        wrong={problem?.errors.length ?? 0}
        actions={
          <>
            <Button onClick={onClose}>{word('cancel')}</Button>
            <Button type="submit" variant="primary" busy={save.isPending && word('add.saving')}>
              {word('add.save')}
            </Button>
          </>
        }
      >
        <RadioGroup<Kind>
          label={word('add.kind')}
          value={kind}
          onValue={setKind}
          choices={kinds.map((one) => ({ value: one, label: word(`kind.${one}`), help: word(`kind.${one}.help`) }))}
        />
        <Field label={word('add.name')} help={word('add.name.help', { name: name.trim() || usual[kind].name })} error={errorOf('name')}>
          <Input mono value={name} placeholder={usual[kind].name} onChange={(event) => setName(event.target.value)} />
        </Field>
        <Field label={word('add.address')} help={word('add.address.help')} error={errorOf('baseUrl')}>
          <Input
            mono
            inputMode="url"
            value={address}
            placeholder={usual[kind].address}
            onChange={(event) => setAddress(event.target.value)}
          />
        </Field>
        <Field label={word('add.key')} help={word('add.key.help')} error={errorOf('key')} required={!isOwn}>
          <Input mono type="password" autoComplete="off" value={key} onChange={(event) => setKey(event.target.value)} />
        </Field>
        {isOwn ? (
          <Checkbox checked={free} onChecked={setFree}>
            {word('add.free')}
          </Checkbox>
        ) : null}
      </Form>
    </Dialog>
  )
}
