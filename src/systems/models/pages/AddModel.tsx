import { useState } from 'react'
import type { ProblemError } from '#ui/client/problem.ts'
import { useMutationOf } from '#ui/client/use-mutation-of.ts'
import { useOperation } from '#ui/client/use-operation.ts'
import { Button } from '#ui/kit/Button.tsx'
import { Dialog } from '#ui/kit/Dialog.tsx'
import { Field } from '#ui/kit/Field.tsx'
import { Form } from '#ui/kit/Form.tsx'
import { Input } from '#ui/kit/Input.tsx'
import { Select } from '#ui/kit/Select.tsx'
import { models } from './client.ts'
import { word } from './words.ts'

/** A model by name, for servers that list none or not all. */
export function AddModel({ provider, onClose }: { provider: string; onClose: () => void }) {
  const list = useOperation(models, 'listProviders', {})
  const [chosen, setChosen] = useState(provider)
  const [name, setName] = useState('')
  const [problem, setProblem] = useState<ProblemError | null>(null)
  const save = useMutationOf(models, 'add', { done: onClose, failed: setProblem })
  const options = (list.data?.items ?? []).map((one) => ({ value: one.name, label: one.name }))
  const of = chosen || options[0]?.value || ''
  return (
    <Dialog open onClose={onClose} title={word('new.title')}>
      <Form
        onSubmit={() => save.mutate({ provider: of, name })}
        problem={problem && problem.errors.length === 0 ? problem.message : null}
        wrong={problem?.errors.length ?? 0}
        actions={
          <>
            <Button onClick={onClose}>{word('cancel')}</Button>
            <Button
              type="submit"
              variant="primary"
              busy={save.isPending && word('new.saving')}
              unavailable={list.data && options.length === 0 ? word('providers.empty') : false}
            >
              {word('new.save')}
            </Button>
          </>
        }
      >
        <Field label={word('new.provider')} error={problem?.errors.find(({ path }) => path === 'provider')?.message}>
          <Select value={of} onValue={setChosen} options={options} />
        </Field>
        <Field
          label={word('new.name')}
          help={word('new.name.help')}
          error={problem?.errors.find(({ path }) => path === 'name')?.message}
          required
        >
          <Input mono autoFocus value={name} onChange={(event) => setName(event.target.value)} />
        </Field>
      </Form>
    </Dialog>
  )
}
