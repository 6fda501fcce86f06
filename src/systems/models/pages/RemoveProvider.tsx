import { useMutationOf } from '#ui/client/use-mutation-of.ts'
import { ConfirmDialog } from '#ui/kit/ConfirmDialog.tsx'
import { models, type ProviderItem } from './client.ts'
import { word } from './words.ts'

export function RemoveProvider({ provider, onClose }: { provider: ProviderItem; onClose: () => void }) {
  const remove = useMutationOf(models, 'removeProvider', { confirmed: true, done: onClose })
  return (
    <ConfirmDialog
      open
      onClose={onClose}
      title={word('provider.remove.title', { name: provider.name })}
      action={word('provider.remove.do')}
      busy={remove.isPending && word('provider.remove.do')}
      onConfirm={() => remove.mutate({ provider: provider.id })}
    >
      {word('provider.remove.body', { count: provider.models })}
    </ConfirmDialog>
  )
}
