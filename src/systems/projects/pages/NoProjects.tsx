import { Radar } from 'lucide-react'
import { useMutationOf } from '#ui/client/use-mutation-of.ts'
import { useOperation } from '#ui/client/use-operation.ts'
import { Button } from '#ui/kit/Button.tsx'
import { EmptyState } from '#ui/kit/EmptyState.tsx'
import { projects } from './client.ts'
import { word } from './words.ts'

/** Says where projects are looked for, or that the filter leaves none. */
export function NoProjects({ filtered, onShowAll }: { filtered: boolean; onShowAll: () => void }) {
  const roots = useOperation(projects, 'roots', {})
  const scan = useMutationOf(projects, 'scan')
  if (filtered) {
    return (
      <EmptyState title={word('empty.filtered')} actions={<Button onClick={onShowAll}>{word('empty.show_all')}</Button>}>
        {word('empty.filtered_body')}
      </EmptyState>
    )
  }
  const places = (roots.data?.items ?? []).map((root) => (root.problem ? `${root.path} (${root.problem})` : root.path)).join(', ')
  return (
    <EmptyState
      title={word('empty.title')}
      actions={
        <Button variant="primary" icon={Radar} busy={scan.isPending && word('scanning')} onClick={() => scan.mutate({})}>
          {word('scan')}
        </Button>
      }
    >
      {word('empty.body', { roots: places || '~/projects' })}
    </EmptyState>
  )
}
