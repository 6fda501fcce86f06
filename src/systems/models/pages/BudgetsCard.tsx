import { Plus } from 'lucide-react'
import { useState } from 'react'
import { asProblem } from '#ui/client/problem.ts'
import { useMutationOf } from '#ui/client/use-mutation-of.ts'
import { useOperation } from '#ui/client/use-operation.ts'
import { formatDollars } from '#ui/format/dollars.ts'
import { Button } from '#ui/kit/Button.tsx'
import { Card } from '#ui/kit/Card.tsx'
import { EmptyState } from '#ui/kit/EmptyState.tsx'
import { ErrorState } from '#ui/kit/ErrorState.tsx'
import { Link } from '#ui/kit/Link.tsx'
import { ListRow, ListRows } from '#ui/kit/ListRow.tsx'
import { MoreMenu } from '#ui/kit/Menu.tsx'
import { RelativeTime } from '#ui/kit/RelativeTime.tsx'
import { SkeletonRows } from '#ui/kit/Skeleton.tsx'
import { models, type BudgetItem } from './client.ts'
import { SetBudget } from './SetBudget.tsx'
import { word } from './words.ts'

/** How much may be spent, and what is used of it. */
export function BudgetsCard() {
  const list = useOperation(models, 'listBudgets', {})
  const [editing, setEditing] = useState<'new' | BudgetItem | null>(null)
  const items = list.data?.items ?? []
  return (
    <Card
      title={word('budgets')}
      aside={
        <Button size="small" icon={Plus} onClick={() => setEditing('new')}>
          {word('budgets.add')}
        </Button>
      }
      body="rows"
    >
      {list.error && !list.data ? (
        <ErrorState what={word('budgets')} problem={asProblem(list.error)} onRetry={() => void list.refetch()} retrying={list.isFetching} />
      ) : list.isPending ? (
        <SkeletonRows rows={1} />
      ) : items.length === 0 ? (
        <EmptyState title={word('budgets.empty')}>{word('budgets.empty.body')}</EmptyState>
      ) : (
        <ListRows>
          {items.map((budget) => (
            <BudgetRow key={budget.id} budget={budget} onChange={() => setEditing(budget)} />
          ))}
        </ListRows>
      )}
      {editing ? <SetBudget budget={editing === 'new' ? null : editing} onClose={() => setEditing(null)} /> : null}
    </Card>
  )
}

function BudgetRow({ budget, onChange }: { budget: BudgetItem; onChange: () => void }) {
  const remove = useMutationOf(models, 'removeBudget')
  return (
    <ListRow
      title={nameOf(budget)}
      detail={<Used budget={budget} />}
      aside={
        budget.periodEnd && budget.usedMicros !== null ? (
          <span className="text-small max-desk:hidden">
            {word('budget.until')} <RelativeTime at={budget.periodEnd} />
          </span>
        ) : null
      }
      actions={
        <>
          <Button size="small" onClick={onChange}>
            {word('budget.change')}
          </Button>
          <MoreMenu items={[{ label: word('budget.remove'), danger: true, onSelect: () => remove.mutate({ id: budget.id }) }]} />
        </>
      }
    />
  )
}

function Used({ budget }: { budget: BudgetItem }) {
  const limit = formatDollars(budget.limitMicros)
  if (budget.usedMicros === null) return <>{word('budget.most', { limit })}</>
  const share = budget.limitMicros === 0 ? 1 : budget.usedMicros / budget.limitMicros
  const tone = share >= 1 ? 'bg-bad' : share >= 0.8 ? 'bg-warn' : 'bg-ink-4'
  return (
    <span className="flex items-center gap-3">
      <span aria-hidden className="h-[3px] w-40 shrink-0 overflow-hidden rounded-full bg-active max-desk:w-24">
        <span className={`block h-full rounded-full ${tone}`} style={{ width: `${Math.min(100, share * 100)}%` }} />
      </span>
      <Link href={callsOf(budget)} className="evidence relative z-1 truncate rounded-mark text-ink-2 hover:text-ink">
        {word('budget.used', { used: formatDollars(budget.usedMicros), limit })}
      </Link>
    </span>
  )
}

/** The calls behind the figure: those of the day, or those of the month by day. */
function callsOf(budget: BudgetItem): string {
  if (budget.project) return `/models/calls?inProject=${budget.project}`
  return budget.period === 'day' && budget.periodStart ? `/models/calls?day=${budget.periodStart.slice(0, 10)}` : '/models/spending'
}

function nameOf(budget: BudgetItem): string {
  if (budget.scope === 'session') return word('budget.session.session')
  const period = budget.period === 'month' ? 'month' : 'day'
  if (budget.project) return word(`budget.one.${period}`, { project: budget.project })
  return word(`budget.${budget.scope}.${period}`)
}
