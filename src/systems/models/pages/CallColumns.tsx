import { formatDollars } from '#ui/format/dollars.ts'
import { formatDuration } from '#ui/format/duration.ts'
import { formatNumber } from '#ui/format/number.ts'
import { RelativeTime } from '#ui/kit/RelativeTime.tsx'
import { Status } from '#ui/kit/Status.tsx'
import type { Column } from '#ui/kit/table-types.ts'
import { callStatus } from './call-state.ts'
import type { CallItem } from './client.ts'
import { word } from './words.ts'

export const columns: readonly Column<CallItem>[] = [
  { id: 'asked', head: word('head.asked'), width: '84px', cell: (row) => <RelativeTime at={row.askedAt} className="text-ink-3" /> },
  { id: 'purpose', head: word('head.purpose'), width: 'minmax(120px, 1fr)', cell: (row) => <Mono text={row.purpose} /> },
  { id: 'model', head: word('head.model'), width: 'minmax(160px, 1.4fr)', cell: (row) => <Mono text={row.model} quiet /> },
  {
    id: 'state',
    head: word('head.state'),
    width: '136px',
    cell: (row) => <Status kind={callStatus[row.state]}>{word(`state.${row.state}`)}</Status>,
  },
  { id: 'input', head: word('head.in'), width: '92px', align: 'end', hideBelow: 'wide', cell: (row) => <Tokens count={row.inputTokens} /> },
  {
    id: 'output',
    head: word('head.out'),
    width: '92px',
    align: 'end',
    hideBelow: 'wide',
    cell: (row) => <Tokens count={row.outputTokens} />,
  },
  {
    id: 'took',
    head: word('head.took'),
    width: '84px',
    align: 'end',
    hideBelow: 'side',
    cell: (row) => (row.milliseconds === null ? '' : formatDuration(row.milliseconds)),
  },
  { id: 'cost', head: word('head.cost'), width: '100px', align: 'end', cell: (row) => <Cost call={row} /> },
]

export function PhoneCall({ call }: { call: CallItem }) {
  return (
    <span className="grid min-w-0 flex-1 grid-cols-1">
      <span className="flex gap-2">
        <span className="min-w-0 flex-1 truncate font-mono text-small">{call.purpose}</span>
        <Cost call={call} />
      </span>
      <span className="flex gap-2 text-small">
        <span className="min-w-0 flex-1 truncate">
          <Status kind={callStatus[call.state]}>{word(`state.${call.state}`)}</Status>
        </span>
        <RelativeTime at={call.askedAt} className="text-ink-3" />
      </span>
    </span>
  )
}

function Cost({ call }: { call: CallItem }) {
  return <span className={call.costMicros === null ? 'text-ink-3' : 'tabular-nums'}>{formatDollars(call.costMicros)}</span>
}

function Tokens({ count }: { count: number | null }) {
  return <span className={count === null ? 'text-ink-3' : 'tabular-nums'}>{formatNumber(count)}</span>
}

function Mono({ text, quiet }: { text: string; quiet?: boolean }) {
  return <span className={`truncate font-mono text-small ${quiet ? 'text-ink-2' : ''}`}>{text}</span>
}
