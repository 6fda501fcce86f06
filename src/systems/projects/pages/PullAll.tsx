import { GitPullRequestArrow } from 'lucide-react'
import { useState } from 'react'
import { useMutationOf } from '#ui/client/use-mutation-of.ts'
import { useOperation } from '#ui/client/use-operation.ts'
import { Button } from '#ui/kit/Button.tsx'
import { ConfirmDialog } from '#ui/kit/ConfirmDialog.tsx'
import { SkeletonRows } from '#ui/kit/Skeleton.tsx'
import { projects } from './client.ts'
import { word } from './words.ts'

/** Pulls every repository, after showing what that would do in each. */
export function PullAll() {
  const [open, setOpen] = useState(false)
  const preview = useOperation(projects, 'previewGit', open ? { action: 'pull' } : null)
  const pull = useMutationOf(projects, 'runGit', { done: () => setOpen(false) })
  const items = preview.data?.items ?? []
  return (
    <>
      <Button variant="quiet" icon={GitPullRequestArrow} onClick={() => setOpen(true)}>
        {word('pull')}
      </Button>
      <ConfirmDialog
        open={open}
        onClose={() => setOpen(false)}
        danger={false}
        title={word('pull.title', { count: items.length })}
        action={word('pull.go')}
        busy={pull.isPending && word('pull.go')}
        onConfirm={() => pull.mutate({ action: 'pull' })}
      >
        <p>{word('pull.body')}</p>
        {preview.isPending ? <SkeletonRows rows={4} /> : null}
        <ul className="mt-3 max-h-64 overflow-y-auto border-t border-line-faint">
          {items.map((item) => (
            <li key={item.project} className="flex gap-3 border-b border-line-faint py-1.5 text-small">
              <span className={item.would ? 'w-36 shrink-0 truncate font-strong' : 'w-36 shrink-0 truncate text-ink-3'}>{item.slug}</span>
              <span className={item.would ? '' : 'text-ink-3'}>{item.sentence}</span>
            </li>
          ))}
        </ul>
      </ConfirmDialog>
    </>
  )
}
