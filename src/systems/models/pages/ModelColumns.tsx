import { formatDollars } from '#ui/format/dollars.ts'
import { formatNumber } from '#ui/format/number.ts'
import { formatDate } from '#ui/format/time.ts'
import { useMutationOf } from '#ui/client/use-mutation-of.ts'
import { Switch } from '#ui/kit/Switch.tsx'
import type { Column } from '#ui/kit/table-types.ts'
import { models, type ModelItem } from './client.ts'
import { word } from './words.ts'

export const columns: readonly Column<ModelItem>[] = [
  {
    id: 'model',
    head: word('head.model'),
    width: 'minmax(200px, 2fr)',
    cell: (row) => (
      <span className="truncate font-mono text-small" title={row.reference}>
        <span className="text-ink-3">{row.provider}/</span>
        {row.name}
      </span>
    ),
  },
  { id: 'enabled', head: word('head.enabled'), width: '112px', cell: (row) => <Enabled model={row} /> },
  { id: 'input', head: word('head.input'), width: '88px', align: 'end', cell: (row) => <Price micros={row.price.input} /> },
  {
    id: 'cached',
    head: word('head.cached'),
    width: '88px',
    align: 'end',
    hideBelow: 'wide',
    cell: (row) => <Price micros={row.price.cachedInput} />,
  },
  { id: 'output', head: word('head.output'), width: '88px', align: 'end', cell: (row) => <Price micros={row.price.output} /> },
  {
    id: 'window',
    head: word('head.window'),
    width: '96px',
    align: 'end',
    hideBelow: 'wide',
    cell: (row) => <Tokens count={row.contextWindow} />,
  },
  {
    id: 'most',
    head: word('head.most'),
    width: '116px',
    align: 'end',
    hideBelow: 'side',
    cell: (row) => <Tokens count={row.maxOutputTokens} />,
  },
  {
    id: 'source',
    head: word('head.source'),
    width: 'minmax(140px, 1.4fr)',
    hideBelow: 'side',
    cell: (row) => <span className="truncate text-small text-ink-3">{sourceOf(row)}</span>,
  },
]

export function PhoneModel({ model }: { model: ModelItem }) {
  return (
    <span className="flex min-w-0 flex-1 items-center gap-3">
      <span className="grid min-w-0 flex-1 grid-cols-1">
        <span className="truncate font-mono text-small">{model.reference}</span>
        <span className="text-small text-ink-3 tabular-nums">
          {`${formatDollars(model.price.input)} ${word('head.input').toLowerCase()}, ${formatDollars(model.price.output)} ${word('head.output').toLowerCase()}`}
        </span>
      </span>
      <Enabled model={model} />
    </span>
  )
}

function Enabled({ model }: { model: ModelItem }) {
  const change = useMutationOf(models, 'update')
  return (
    <span className="relative z-1 inline-flex">
      <Switch
        label={`${word('head.enabled')}: ${model.reference}`}
        checked={change.isPending ? change.variables.enabled === true : model.enabled}
        onChecked={(enabled) => change.mutate({ id: model.id, enabled })}
      />
    </span>
  )
}

function Price({ micros }: { micros: number | null }) {
  return <span className={micros === null ? 'text-ink-3' : 'tabular-nums'}>{formatDollars(micros)}</span>
}

function Tokens({ count }: { count: number | null }) {
  return <span className={count === null ? 'text-ink-3' : 'tabular-nums'}>{formatNumber(count)}</span>
}

function sourceOf({ priceSource, priceDate }: ModelItem): string {
  if (!priceSource) return word('models.no_source')
  return priceDate ? `${priceSource}, ${formatDate(priceDate, Date.now())}` : priceSource
}
