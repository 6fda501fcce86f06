import { useState } from 'react'
import type { ProblemError } from '#ui/client/problem.ts'
import { useMutationOf } from '#ui/client/use-mutation-of.ts'
import { Button } from '#ui/kit/Button.tsx'
import { Dialog } from '#ui/kit/Dialog.tsx'
import { Form } from '#ui/kit/Form.tsx'
import { notify } from '#ui/kit/toast-store.ts'
import { identity, type Member } from '../client.ts'
import { word as own } from '../words.ts'
import { RoleFields, type Roles } from './RoleFields.tsx'
import { useRoleNames } from './use-role-names.ts'
import { word } from './words.ts'

export function RoleDialog({ member, onClose }: { member: Member; onClose: () => void }) {
  const [roles, setRoles] = useState<Roles>({ role: member.role, projects: member.projects })
  const [problem, setProblem] = useState<ProblemError | null>(null)
  const nameOf = useRoleNames()
  const set = useMutationOf(identity, 'setRole', {
    confirmed: true,
    failed: setProblem,
    done: ({ name, role }) => {
      notify({ title: word('role.saved', { name, role: nameOf(role) }) })
      onClose()
    },
  })
  return (
    <Dialog open onClose={onClose} title={word('role.title', { name: member.name })}>
      <Form
        onSubmit={() => set.mutate({ id: member.id, role: roles.role, projects: [...roles.projects] })}
        problem={problem?.message}
        actions={
          <>
            <Button onClick={onClose}>{own('cancel')}</Button>
            <Button type="submit" variant="primary" busy={set.isPending && word('role.saving')}>
              {word('role.save')}
            </Button>
          </>
        }
      >
        <RoleFields value={roles} onValue={setRoles} />
      </Form>
    </Dialog>
  )
}
