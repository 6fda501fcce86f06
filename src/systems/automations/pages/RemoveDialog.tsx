import { useMutationOf } from '#ui/client/use-mutation-of.ts'
import { ConfirmDialog } from '#ui/kit/ConfirmDialog.tsx'
import { automations } from './client.ts'
import { word } from './words.ts'

interface RemoveDialogProps {
  readonly automation: { readonly id: string; readonly name: string } | null
  readonly onClose: () => void
  readonly onRemoved?: () => void
}

export function RemoveDialog({ automation, onClose, onRemoved }: RemoveDialogProps) {
  const remove = useMutationOf(automations, 'remove', { confirmed: true, done: onRemoved ?? onClose })
  return (
    <ConfirmDialog
      key={automation?.id}
      open={automation !== null}
      onClose={onClose}
      title={word('remove.title', { name: automation?.name ?? '' })}
      action={word('menu.remove')}
      typed={automation?.name}
      busy={remove.isPending && word('menu.remove')}
      onConfirm={() => automation && remove.mutate({ automation: automation.id })}
    >
      {word('remove.body')}
    </ConfirmDialog>
  )
}
