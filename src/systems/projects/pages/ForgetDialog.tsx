import { useMutationOf } from '#ui/client/use-mutation-of.ts'
import { ConfirmDialog } from '#ui/kit/ConfirmDialog.tsx'
import { projects, type ProjectRow } from './client.ts'
import { word } from './words.ts'

export function ForgetDialog({ project, onClose }: { project: Pick<ProjectRow, 'id' | 'name'> | null; onClose: () => void }) {
  const forget = useMutationOf(projects, 'forget', { confirmed: true, done: onClose })
  return (
    <ConfirmDialog
      open={project !== null}
      onClose={onClose}
      title={word('forget.title', { name: project?.name ?? '' })}
      action={word('menu.forget')}
      busy={forget.isPending && word('menu.forget')}
      onConfirm={() => project && forget.mutate({ project: project.id })}
    >
      {word('forget.body')}
    </ConfirmDialog>
  )
}
