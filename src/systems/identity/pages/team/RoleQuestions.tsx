import { useMutationOf } from '#ui/client/use-mutation-of.ts'
import { ConfirmDialog } from '#ui/kit/ConfirmDialog.tsx'
import { identity, type Role } from '../client.ts'
import { word } from './words.ts'

interface RoleQuestionProps {
  readonly role: Role
  readonly onClose: () => void
}

export function SecondFactorSwitch({ role, onClose }: RoleQuestionProps) {
  const update = useMutationOf(identity, 'updateRole', { confirmed: true, done: onClose })
  const kind = role.secondFactor ? 'roles.factor.waive' : 'roles.factor'
  const action = word(role.secondFactor ? 'roles.factor.waive' : 'roles.factor.need')
  return (
    <ConfirmDialog
      open
      danger={false}
      onClose={onClose}
      title={word(`${kind}.title`, { name: role.name })}
      action={action}
      busy={update.isPending && action}
      onConfirm={() => update.mutate({ id: role.id, secondFactor: !role.secondFactor })}
    >
      {word(`${kind}.body`)}
    </ConfirmDialog>
  )
}

export function DeleteRole({ role, onClose }: RoleQuestionProps) {
  const remove = useMutationOf(identity, 'deleteRole', { confirmed: true, done: onClose })
  return (
    <ConfirmDialog
      open
      onClose={onClose}
      title={word('roles.delete.title', { name: role.name })}
      action={word('roles.delete.action')}
      busy={remove.isPending && word('roles.delete')}
      onConfirm={() => remove.mutate({ id: role.id })}
    >
      {word('roles.delete.body')}
    </ConfirmDialog>
  )
}
