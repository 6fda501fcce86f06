import { lazy, Suspense } from 'react'
import { usePathField } from '#ui/app/navigation.ts'
import { asProblem } from '#ui/client/problem.ts'
import { useOperation } from '#ui/client/use-operation.ts'
import { ErrorState } from '#ui/kit/ErrorState.tsx'
import { SkeletonRows } from '#ui/kit/Skeleton.tsx'
import { PageBody } from '#ui/shell/Page.tsx'
import { PageHeader } from '#ui/shell/PageHeader.tsx'
import { automations } from './client.ts'
import { word } from './words.ts'

/** Canvas and code editor weigh more than everything else here, so they come on their own. */
const Editor = lazy(async () => ({ default: (await import('./editor/Editor.tsx')).Editor }))

const crumbs = [{ label: word('title'), href: '/automations' }]

/** One automation as canvas and text, or a new one. */
export function AutomationPage() {
  const name = usePathField('automation')
  const found = useOperation(automations, 'get', name === undefined ? null : { automation: name })
  const wait = <Waiting title={name ?? word('new')} />
  if (name === undefined) {
    return (
      <Suspense fallback={wait}>
        <Editor key="new" automation={null} />
      </Suspense>
    )
  }
  if (found.data && !found.isPlaceholderData) {
    return (
      <Suspense fallback={wait}>
        <Editor key={found.data.id} automation={found.data} />
      </Suspense>
    )
  }
  if (!found.error) return wait
  return (
    <>
      <PageHeader title={name} crumbs={crumbs} />
      <PageBody>
        <ErrorState what={name} problem={asProblem(found.error)} onRetry={() => void found.refetch()} retrying={found.isFetching} />
      </PageBody>
    </>
  )
}

function Waiting({ title }: { title: string }) {
  return (
    <>
      <PageHeader title={title} crumbs={crumbs} />
      <PageBody>
        <SkeletonRows rows={5} />
      </PageBody>
    </>
  )
}
