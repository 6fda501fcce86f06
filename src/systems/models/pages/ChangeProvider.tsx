import { useState } from 'react'
import type { ProblemError } from '#ui/client/problem.ts'
import { useMutationOf } from '#ui/client/use-mutation-of.ts'
import { Button } from '#ui/kit/Button.tsx'
import { Checkbox } from '#ui/kit/Checkbox.tsx'
import { Dialog } from '#ui/kit/Dialog.tsx'
import { Field } from '#ui/kit/Field.tsx'
import { Form } from '#ui/kit/Form.tsx'
import { Input } from '#ui/kit/Input.tsx'
import { models, type ProviderItem } from './client.ts'
import { word } from './words.ts'

export function ChangeProvider({ provider, onClose }: { provider: ProviderItem; onClose: () => void }) {
  const [address, setAddress] = useState(provider.baseUrl)
  const [key, setKey] = useState('')
  const [free, setFree] = useState(provider.free)
  const [problem, setProblem] = useState<ProblemError | null>(null)
  const save = useMutationOf(models, 'updateProvider', { version: provider.version, done: onClose, failed: setProblem })
  const errorOf = (field: string) => problem?.errors.find(({ path }) => path === field)?.message
  const submit = () =>
    save.mutate({
      provider: provider.id,
      free,
      ...(address.trim() === provider.baseUrl ? {} : { baseUrl: address.trim() }),
      ...(key.trim() ? { key: key.trim() } : {}),
    })
  return (
    <Dialog open onClose={onClose} title={word('change.title', { name: provider.name })}>
      <Form
        onSubmit={submit}
        problem={problem && problem.errors.length === 0 ? problem.message : null}
        wrong={problem?.errors.length ?? 0}
        actions={
          <>
            <Button onClick={onClose}>{word('cancel')}</Button>
            <Button type="submit" variant="primary" busy={save.isPending && word('change.saving')}>
              {word('change.save')}
            </Button>
          </>
        }
      >
        <Field label={word('add.address')} help={word('add.address.help')} error={errorOf('baseUrl')}>
          <Input mono inputMode="url" value={address} onChange={(event) => setAddress(event.target.value)} />
        </Field>
        <Field
          label={word('add.key')}
          help={provider.keyHint ? word('change.key.help', { hint: provider.keyHint }) : word('add.key.help')}
          error={errorOf('key')}
        >
          <Input mono type="password" autoComplete="off" value={key} onChange={(event) => setKey(event.target.value)} />
        </Field>
        <Checkbox checked={free} onChecked={setFree}>
          {word('add.free')}
        </Checkbox>
      </Form>
    </Dialog>
  )
}
