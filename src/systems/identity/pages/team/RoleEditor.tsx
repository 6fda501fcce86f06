import { useState } from 'react'
import type { ProblemError } from '#ui/client/problem.ts'
import { useMutationOf } from '#ui/client/use-mutation-of.ts'
import { Button } from '#ui/kit/Button.tsx'
import { Dialog } from '#ui/kit/Dialog.tsx'
import { Field } from '#ui/kit/Field.tsx'
import { Form } from '#ui/kit/Form.tsx'
import { Input } from '#ui/kit/Input.tsx'
import { identity, type Role } from '../client.ts'
import { PermissionPicker } from '../PermissionPicker.tsx'
import { word as own } from '../words.ts'
import { isRoleId, roleIdOf } from './role-id.ts'
import { word } from './words.ts'

/** A role of one's own making: a name, and the rights it stands for. */
export function RoleEditor({ role, onClose }: { role: Role | null; onClose: () => void }) {
  const [form, setForm] = useState({ name: role?.name ?? '', id: role?.id ?? '', permissions: role?.permissions ?? [] })
  const [tried, setTried] = useState(false)
  const [problem, setProblem] = useState<ProblemError | null>(null)
  const how = { confirmed: true, done: onClose, failed: setProblem }
  const create = useMutationOf(identity, 'createRole', how)
  const update = useMutationOf(identity, 'updateRole', how)
  const id = form.id || roleIdOf(form.name)
  const nameless = form.name.trim() === ''
  const submit = () => {
    setTried(true)
    if (nameless || !isRoleId(id)) return
    const input = { id, name: form.name, permissions: [...form.permissions] }
    if (role) update.mutate(input)
    else create.mutate(input)
  }
  return (
    <Dialog
      open
      width="wide"
      onClose={onClose}
      title={role ? word('roles.editor.edit', { name: role.name }) : word('roles.editor.create')}
      description={role && role.people > 0 ? word('roles.editor.warning', { count: role.people }) : undefined}
    >
      <Form
        onSubmit={submit}
        problem={problem?.message}
        actions={
          <>
            <Button onClick={onClose}>{own('cancel')}</Button>
            <Button type="submit" variant="primary" busy={(create.isPending || update.isPending) && own('saving')}>
              {word(role ? 'roles.save' : 'roles.create')}
            </Button>
          </>
        }
      >
        <div className="grid items-start gap-3.5 desk:grid-cols-2">
          <Field label={word('roles.name')} error={tried && nameless ? own('missing') : undefined}>
            <Input autoFocus maxLength={100} value={form.name} onChange={(event) => setForm({ ...form, name: event.target.value })} />
          </Field>
          {role ? null : (
            <Field
              label={word('roles.id')}
              help={word('roles.id.help')}
              error={tried && !nameless && !isRoleId(id) ? word('roles.id.wrong') : undefined}
            >
              <Input mono value={id} onChange={(event) => setForm({ ...form, id: event.target.value })} />
            </Field>
          )}
        </div>
        <PermissionPicker
          label={word('roles.rights')}
          value={form.permissions}
          onValue={(permissions) => setForm({ ...form, permissions: [...permissions] })}
        />
      </Form>
    </Dialog>
  )
}
