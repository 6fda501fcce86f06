import { useState } from 'react'
import type { ProblemError } from '#ui/client/problem.ts'
import { useMutationOf } from '#ui/client/use-mutation-of.ts'
import { Button } from '#ui/kit/Button.tsx'
import { CopyLine } from '#ui/kit/CopyLine.tsx'
import { Dialog } from '#ui/kit/Dialog.tsx'
import { Field } from '#ui/kit/Field.tsx'
import { Form } from '#ui/kit/Form.tsx'
import { Input } from '#ui/kit/Input.tsx'
import { Switch } from '#ui/kit/Switch.tsx'
import { council, type Question } from '../client.ts'
import { word as own } from '../words.ts'
import { word } from './words.ts'

/** A link with which somebody votes once; it is shown this once. */
export function InviteDialog({ question, onClose }: { question: Question; onClose: () => void }) {
  const [name, setName] = useState('')
  const [shareEvidence, setShareEvidence] = useState(false)
  const [link, setLink] = useState<string | null>(null)
  const [problem, setProblem] = useState<ProblemError | null>(null)
  const invite = useMutationOf(council, 'inviteVoter', { done: (made) => setLink(made.link), failed: setProblem })
  if (link !== null) {
    return (
      <Dialog
        open
        onClose={onClose}
        title={word('people.invite.title')}
        actions={
          <Button variant="primary" onClick={onClose}>
            {word('people.invite.done')}
          </Button>
        }
      >
        <CopyLine label={word('people.invite.link', { name })} text={link} help={word('people.invite.once')} />
      </Dialog>
    )
  }
  return (
    <Dialog open onClose={onClose} title={word('people.invite.title')}>
      <Form
        onSubmit={() => invite.mutate({ question: question.id, name, shareEvidence })}
        problem={problem && problem.errors.length === 0 ? problem.message : null}
        wrong={problem?.errors.length ?? 0}
        actions={
          <>
            <Button onClick={onClose}>{own('cancel')}</Button>
            <Button type="submit" variant="primary" busy={invite.isPending && word('people.invite.busy')}>
              {word('people.invite.do')}
            </Button>
          </>
        }
      >
        <Field
          label={word('people.invite.name')}
          help={word('people.invite.name.help')}
          error={problem?.errors.find(({ path }) => path === 'name')?.message}
          required
        >
          <Input autoFocus value={name} maxLength={100} onChange={(event) => setName(event.target.value)} />
        </Field>
        <Switch checked={shareEvidence} onChecked={setShareEvidence}>
          {word('people.invite.share')}
        </Switch>
      </Form>
    </Dialog>
  )
}
