import { useState } from 'react'
import { useOperation } from '#ui/client/use-operation.ts'
import { Button } from '#ui/kit/Button.tsx'
import { Card } from '#ui/kit/Card.tsx'
import { EmptyState } from '#ui/kit/EmptyState.tsx'
import { ListRow, ListRows } from '#ui/kit/ListRow.tsx'
import { RelativeTime } from '#ui/kit/RelativeTime.tsx'
import { SkeletonRows } from '#ui/kit/Skeleton.tsx'
import { council } from '../client.ts'
import { questionHref } from '../question-state.ts'
import { word } from './words.ts'

const page = 20

/** The rows that the council learned from, the newest first, each with the state after it. */
export function LedgerCard() {
  const [before, setBefore] = useState<number | null>(null)
  const ledger = useOperation(council, 'ledger', { limit: page, ...(before === null ? {} : { before }) })
  if (!ledger.data) return <Card title={word('ledger.title')}>{<SkeletonRows rows={3} />}</Card>
  const { items, next } = ledger.data
  return (
    <Card title={word('ledger.title')} body="rows">
      {items.length === 0 ? (
        <EmptyState title={word('ledger.empty')}>{word('ledger.empty.body')}</EmptyState>
      ) : (
        <ListRows>
          {items.map((row) => (
            <ListRow
              key={row.seq}
              picture={<span className="w-8 font-mono text-small text-ink-3">{row.seq}</span>}
              title={word(`kind.${row.kind}`)}
              detail={
                <>
                  {row.by} <span className="font-mono text-micro">{row.stateHash.slice(0, 16)}…</span>
                </>
              }
              aside={<RelativeTime at={row.at} className="text-small" />}
              href={row.question ? questionHref(row.question) : undefined}
            />
          ))}
        </ListRows>
      )}
      {next === null ? null : (
        <div className="border-t border-line-faint px-3.5 py-2">
          <Button size="small" onClick={() => setBefore(next)}>
            {word('ledger.older')}
          </Button>
        </div>
      )}
    </Card>
  )
}
