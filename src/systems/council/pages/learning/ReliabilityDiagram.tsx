import { Table2, TrendingUp } from 'lucide-react'
import { useState } from 'react'
import { Card } from '#ui/kit/Card.tsx'
import { IconButton } from '#ui/kit/IconButton.tsx'
import type { ChoiceScores } from '../client.ts'
import { percentText } from '../percent.ts'
import { word } from './words.ts'

type Bin = ChoiceScores['bins'][number]

const side = 300
const edge = { left: 34, top: 12, right: 12, bottom: 24 }
const ticks = [0, 0.25, 0.5, 0.75, 1]

/** What was said against what came true, bin by bin, with the interval that chance allows. */
export function ReliabilityDiagram({ bins }: { bins: readonly Bin[] }) {
  const [table, setTable] = useState(false)
  const known = bins.filter(({ count }) => count > 0)
  return (
    <Card
      title={word('reliability.title')}
      aside={
        <IconButton
          size="small"
          icon={table ? TrendingUp : Table2}
          label={word(table ? 'reliability.picture' : 'reliability.table')}
          onClick={() => setTable(!table)}
        />
      }
    >
      {table ? <BinTable bins={known} /> : <Diagram bins={known} />}
      <p className="mt-2 max-w-[60ch] text-small text-ink-3">{word('reliability.lead')}</p>
    </Card>
  )
}

function Diagram({ bins }: { bins: readonly Bin[] }) {
  const width = side + edge.left + edge.right
  const height = side + edge.top + edge.bottom
  const x = (share: number) => edge.left + share * side
  const y = (share: number) => edge.top + (1 - share) * side
  const most = Math.max(1, ...bins.map(({ count }) => count))
  return (
    <figure className="mx-auto max-w-[420px]">
      <svg viewBox={`0 0 ${width} ${height}`} role="img" aria-label={bins.map(readAloud).join('. ')} className="block w-full">
        {ticks.map((tick) => (
          <g key={tick}>
            <path d={`M${x(0)} ${y(tick)}H${x(1)}`} stroke="var(--chart-grid)" />
            <text x={x(0) - 6} y={y(tick) + 3.5} textAnchor="end" className="fill-ink-3 font-mono" fontSize="10">
              {tick * 100}
            </text>
            <text x={x(tick)} y={y(0) + 15} textAnchor="middle" className="fill-ink-3 font-mono" fontSize="10">
              {tick * 100}
            </text>
          </g>
        ))}
        <path d={`M${x(0)} ${y(0)}L${x(1)} ${y(1)}`} stroke="var(--ink-4)" strokeDasharray="3 3" />
        {bins.map((bin) => (
          <g key={bin.from}>
            <path
              d={`M${x(bin.forecast)} ${y(bin.low)}V${y(bin.high)}M${x(bin.forecast) - 4} ${y(bin.low)}h8M${x(bin.forecast) - 4} ${y(bin.high)}h8`}
              stroke="var(--ink-3)"
              fill="none"
            />
            <circle cx={x(bin.forecast)} cy={y(bin.outcome)} r={3.5 + 5 * Math.sqrt(bin.count / most)} fill="var(--chart-1)">
              <title>{readAloud(bin)}</title>
            </circle>
          </g>
        ))}
      </svg>
    </figure>
  )
}

function BinTable({ bins }: { bins: readonly Bin[] }) {
  return (
    <table className="w-full text-small tabular-nums">
      <thead className="text-left text-ink-3">
        <tr>
          <th className="font-text">{word('reliability.forecast')}</th>
          <th className="text-right font-text">{word('reliability.outcome')}</th>
          <th className="text-right font-text">{word('reliability.interval')}</th>
          <th className="text-right font-text">{word('reliability.count')}</th>
        </tr>
      </thead>
      <tbody>
        {bins.map((bin) => (
          <tr key={bin.from} className="border-t border-line-faint">
            <td className="py-1">{percentText(bin.forecast)}</td>
            <td className="text-right">{percentText(bin.outcome)}</td>
            <td className="text-right text-ink-3">
              {percentText(bin.low)} – {percentText(bin.high)}
            </td>
            <td className="text-right">{bin.count}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function readAloud(bin: Bin): string {
  return word('reliability.reads', {
    count: bin.count,
    forecast: percentText(bin.forecast),
    outcome: percentText(bin.outcome),
    low: percentText(bin.low),
    high: percentText(bin.high),
  })
}
