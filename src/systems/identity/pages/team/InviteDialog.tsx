import { useState } from 'react'
import type { ProblemError } from '#ui/client/problem.ts'
import { useMutationOf } from '#ui/client/use-mutation-of.ts'
import { Button } from '#ui/kit/Button.tsx'
import { Dialog } from '#ui/kit/Dialog.tsx'
import { Field } from '#ui/kit/Field.tsx'
import { Form } from '#ui/kit/Form.tsx'
import { Input } from '#ui/kit/Input.tsx'
import { identity } from '../client.ts'
import { useAccountForm } from '../use-account-form.ts'
import { word as own } from '../words.ts'
import { LinkDialog } from './LinkDialog.tsx'
import { RoleFields, type Roles } from './RoleFields.tsx'
import { word } from './words.ts'

/** Whom, and as what; then the link, this once. */
export function InviteDialog({ onClose }: { onClose: () => void }) {
  const [made, setMade] = useState<{ email: string; link: string } | null>(null)
  const [roles, setRoles] = useState<Roles>({ role: 'member', projects: [] })
  const [problem, setProblem] = useState<ProblemError | null>(null)
  const form = useAccountForm({ email: '' }, problem)
  const invite = useMutationOf(identity, 'invite', {
    confirmed: true,
    failed: setProblem,
    done: ({ invitation, link }) => setMade({ email: invitation.email, link }),
  })
  if (made) return <LinkDialog title={word('invite.made', made)} link={made.link} help={word('invite.help')} onClose={onClose} />
  return (
    <Dialog open onClose={onClose} title={word('invite.title')}>
      <Form
        onSubmit={() => form.submit(() => invite.mutate({ ...form.fields, role: roles.role, projects: [...roles.projects] }))}
        problem={form.problem}
        actions={
          <>
            <Button onClick={onClose}>{own('cancel')}</Button>
            <Button type="submit" variant="primary" busy={invite.isPending && word('invite.busy')}>
              {word('invite')}
            </Button>
          </>
        }
      >
        <Field label={own('email.label')} help={word('invite.email.help')} error={form.said('email')}>
          <Input autoFocus type="email" autoComplete="off" {...form.bind('email')} />
        </Field>
        <RoleFields value={roles} onValue={setRoles} />
      </Form>
    </Dialog>
  )
}
