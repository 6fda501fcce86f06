import { useQueryField } from '#ui/app/navigation.ts'
import { asProblem } from '#ui/client/problem.ts'
import { useOperation } from '#ui/client/use-operation.ts'
import { Card } from '#ui/kit/Card.tsx'
import { Combobox } from '#ui/kit/Combobox.tsx'
import { EmptyState } from '#ui/kit/EmptyState.tsx'
import { ErrorState } from '#ui/kit/ErrorState.tsx'
import { SkeletonRows } from '#ui/kit/Skeleton.tsx'
import { Freshness } from '#ui/shell/Freshness.tsx'
import { PageBody } from '#ui/shell/Page.tsx'
import { PageHeader } from '#ui/shell/PageHeader.tsx'
import { council } from '../client.ts'
import { findProjectIds } from '../projects.ts'
import { LensList } from '../question/LensList.tsx'
import { word as own } from '../words.ts'
import { word } from './words.ts'

/** What each mind's rules compute from the records now; no model speaks. */
export function LensesPage() {
  const [project, setProject] = useQueryField('project')
  const lenses = useOperation(council, 'lenses', project ? { project } : {})
  return (
    <>
      <PageHeader
        title={word('lenses.title')}
        crumbs={[{ label: own('title'), href: '/council' }]}
        freshness={<Freshness answer={lenses} />}
      />
      <PageBody wide={false}>
        <p className="text-ink-2">{word('lenses.lead')}</p>
        <div className="w-[320px] max-w-full">
          <Combobox label={word('project')} value={project} onValue={setProject} search={findProjectIds} placeholder={word('lenses.all')} />
        </div>
        {lenses.error && !lenses.data ? (
          <ErrorState what={word('lenses.title')} problem={asProblem(lenses.error)} onRetry={() => void lenses.refetch()} />
        ) : lenses.data ? (
          <Card title={word('lenses.title')} count={lenses.data.items.length} body="rows">
            {lenses.data.items.length === 0 ? (
              <EmptyState title={word('lenses.empty')}>{word('lenses.empty.body')}</EmptyState>
            ) : (
              <LensList lenses={lenses.data.items} />
            )}
            {lenses.data.notes.length > 0 ? (
              <p className="border-t border-line-faint px-3.5 py-2.5 text-small text-ink-3">
                {word('lenses.notes')}: {lenses.data.notes.join(' ')}
              </p>
            ) : null}
          </Card>
        ) : (
          <SkeletonRows />
        )}
      </PageBody>
    </>
  )
}
