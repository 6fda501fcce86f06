import { useQueryField } from '#ui/app/navigation.ts'
import { asProblem } from '#ui/client/problem.ts'
import { useOperation } from '#ui/client/use-operation.ts'
import { formatDollars } from '#ui/format/dollars.ts'
import { formatNumber, formatShare } from '#ui/format/number.ts'
import { Card } from '#ui/kit/Card.tsx'
import { EmptyState } from '#ui/kit/EmptyState.tsx'
import { ErrorState } from '#ui/kit/ErrorState.tsx'
import { Link } from '#ui/kit/Link.tsx'
import { LineChart } from '#ui/kit/LineChart.tsx'
import { Segmented } from '#ui/kit/Segmented.tsx'
import { Stat, StatStrip } from '#ui/kit/Stat.tsx'
import { Table } from '#ui/kit/Table.tsx'
import type { Column } from '#ui/kit/table-types.ts'
import { models, type SpendingItem } from './client.ts'
import { spentDays } from './spent-days.ts'
import { word } from './words.ts'

const ways = ['model', 'purpose', 'provider', 'project', 'day'] as const
const spans = ['7', '30', '90'] as const
type Way = (typeof ways)[number]
type Span = (typeof spans)[number]

/** What models cost: a line over the days, and added up; each row leads to its calls. */
export function SpendingTab() {
  const [days, setDays] = useQueryField('days', '30')
  const [by, setBy] = useQueryField('by', 'model')
  const span = Math.min(366, Math.max(1, Number(days) || 30))
  const way: Way = ways.find((one) => one === by) ?? 'model'
  const daily = useOperation(models, 'spending', { by: 'day', days: span })
  const added = useOperation(models, 'spending', { by: way, days: span })
  const problem = daily.error ?? added.error
  if (problem && !daily.data)
    return <ErrorState what={word('tab.spending')} problem={asProblem(problem)} onRetry={() => void daily.refetch()} />
  const items = daily.data?.items ?? []
  const chart = daily.data ? spentDays(daily.data.from, daily.data.to, items) : { times: [], values: [] }
  const calls = `/models/calls?since=${daily.data?.from ?? ''}`
  const sum = (field: 'calls' | 'costMicros' | 'countedMicros' | 'unknown') => items.reduce((total, one) => total + one[field], 0)
  return (
    <>
      <div className="flex flex-wrap items-center gap-2">
        <Segmented<Span>
          label={word('spending.days')}
          value={days as Span}
          onValue={setDays}
          segments={spans.map((value) => ({ value, label: word(`spending.${value}`) }))}
        />
      </div>
      {daily.data ? (
        <StatStrip>
          <Stat label={word('spending.spent')} value={<Drill href={`${calls}&cost=known`}>{formatDollars(sum('costMicros'))}</Drill>} />
          <Stat label={word('spending.set_aside')} value={<Drill href={calls}>{formatDollars(sum('countedMicros'))}</Drill>} />
          <Stat label={word('spending.calls')} value={<Drill href={calls}>{formatNumber(sum('calls'))}</Drill>} />
          <Stat label={word('spending.unknown')} value={<Drill href={`${calls}&cost=unknown`}>{formatNumber(sum('unknown'))}</Drill>} />
        </StatStrip>
      ) : null}
      <Card title={word('spending.chart')}>
        <LineChart
          label={word('spending.chart')}
          times={chart.times}
          series={[{ label: word('spending.series'), values: chart.values }]}
          format={(value) => formatDollars(value * 1_000_000)}
          height={140}
        />
      </Card>
      <div className="flex flex-wrap items-center gap-2 overflow-x-auto">
        <Segmented<Way>
          label={word('spending.by')}
          value={way}
          onValue={setBy}
          segments={ways.map((value) => ({ value, label: word(`spending.${value}`) }))}
        />
      </div>
      <Table
        label={word('spending.table')}
        rows={added.data?.items ?? []}
        columns={columnsOf(way)}
        rowKey={(row) => row.key ?? ''}
        rowName={(row) => row.key ?? word('spending.none')}
        href={(row) => callsOf(way, row.key, added.data?.from)}
        loading={added.isPending}
        phoneRow={(row) => <PhoneRow row={row} />}
        empty={<EmptyState title={word('spending.empty')}>{word('spending.empty.body')}</EmptyState>}
      />
    </>
  )
}

/** The calls that a row adds up. */
function callsOf(way: Way, key: string | null, from = ''): string {
  if (key === null) return `/models/calls?since=${from}`
  const field = way === 'project' ? 'inProject' : way
  return `/models/calls?${way === 'day' ? '' : `since=${from}&`}${field}=${encodeURIComponent(key)}`
}

/** A figure that opens the rows of the ledger behind it. */
function Drill({ href, children }: { href: string; children: string }) {
  return (
    <Link href={href} className="evidence rounded-mark hover:text-ink-2">
      {children}
    </Link>
  )
}

function columnsOf(way: Way): readonly Column<SpendingItem>[] {
  const mono = way === 'model' || way === 'purpose' || way === 'provider'
  return [
    {
      id: 'key',
      head: word(`spending.${way}`),
      width: 'minmax(160px, 2fr)',
      cell: (row) => <span className={`truncate ${mono ? 'font-mono text-small' : ''}`}>{row.key ?? word('spending.none')}</span>,
    },
    number('calls', word('head.calls'), (row) => formatNumber(row.calls)),
    number('failed', word('head.failed'), (row) => formatNumber(row.failed), 'wide'),
    number('unknown', word('head.unknown'), (row) => formatNumber(row.unknown), 'side'),
    number('input', word('head.in'), (row) => formatNumber(row.inputTokens), 'wide'),
    number('cached', word('head.cached_share'), cachedShare, 'side'),
    number('output', word('head.out'), (row) => formatNumber(row.outputTokens), 'wide'),
    number('cost', word('head.cost'), (row) => formatDollars(row.costMicros)),
    number('counted', word('head.counted'), (row) => formatDollars(row.countedMicros), 'side'),
  ]
}

function number(id: string, head: string, text: (row: SpendingItem) => string, hideBelow?: 'side' | 'wide'): Column<SpendingItem> {
  return { id, head, width: 'minmax(92px, 1fr)', align: 'end', hideBelow, cell: (row) => <span className="tabular-nums">{text(row)}</span> }
}

function cachedShare(row: SpendingItem): string {
  return row.inputTokens === 0 ? '' : formatShare(row.cachedInputTokens / row.inputTokens)
}

function PhoneRow({ row }: { row: SpendingItem }) {
  return (
    <span className="flex min-w-0 flex-1 items-center gap-3">
      <span className="grid min-w-0 flex-1 grid-cols-1">
        <span className="truncate">{row.key ?? word('spending.none')}</span>
        <span className="text-small text-ink-3 tabular-nums">{`${formatNumber(row.calls)} ${word('head.calls').toLowerCase()}`}</span>
      </span>
      <span className="tabular-nums">{formatDollars(row.costMicros)}</span>
    </span>
  )
}
