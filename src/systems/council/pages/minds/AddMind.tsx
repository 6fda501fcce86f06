import { useState } from 'react'
import type { ProblemError } from '#ui/client/problem.ts'
import { useMutationOf } from '#ui/client/use-mutation-of.ts'
import { Button } from '#ui/kit/Button.tsx'
import { Dialog } from '#ui/kit/Dialog.tsx'
import { Field } from '#ui/kit/Field.tsx'
import { Form } from '#ui/kit/Form.tsx'
import { Input } from '#ui/kit/Input.tsx'
import { council } from '../client.ts'
import { word as own } from '../words.ts'
import { MindFields } from './MindFields.tsx'
import { contentOf, emptyMind } from './mind-draft.ts'
import { word } from './words.ts'

/** A mind of your own, with a duty that no other has. */
export function AddMind({ onClose }: { onClose: () => void }) {
  const [id, setId] = useState('')
  const [draft, setDraft] = useState(emptyMind)
  const [tried, setTried] = useState(false)
  const [problem, setProblem] = useState<ProblemError | null>(null)
  const save = useMutationOf(council, 'createPersona', { done: onClose, failed: setProblem })
  const submit = () => {
    setTried(true)
    const content = contentOf(draft)
    if (content) save.mutate({ id, ...content })
  }
  return (
    <Dialog open onClose={onClose} title={word('new.title')}>
      <Form
        onSubmit={submit}
        problem={problem && problem.errors.length === 0 ? problem.message : null}
        wrong={problem?.errors.length ?? 0}
        actions={
          <>
            <Button onClick={onClose}>{own('cancel')}</Button>
            <Button type="submit" variant="primary" busy={save.isPending && word('saving')}>
              {word('add')}
            </Button>
          </>
        }
      >
        <Field label={word('id')} help={word('id.help')} error={problem?.errors.find(({ path }) => path === 'id')?.message} required>
          <Input mono autoFocus value={id} maxLength={40} onChange={(event) => setId(event.target.value)} />
        </Field>
        <MindFields draft={draft} change={(part) => setDraft((old) => ({ ...old, ...part }))} problem={problem} tried={tried} />
      </Form>
    </Dialog>
  )
}
