import type { OutputFor } from '#ui/client/client.ts'
import { formatNumber } from '#ui/format/number.ts'
import { Card } from '#ui/kit/Card.tsx'
import { Table } from '#ui/kit/Table.tsx'
import type { Column } from '#ui/kit/table-types.ts'
import type { contract } from '../../contract.ts'
import type { Scores } from '../client.ts'
import { percentText } from '../percent.ts'
import { questionHref } from '../question-state.ts'
import { scoreText, signedScore } from './score-text.ts'
import { word } from './words.ts'

type Replay = OutputFor<typeof contract, 'counterfactual'>
type Row = Replay['questions'][number]

/** Both scores, and each question with what was said and what would have been. */
export function ReplayResult({ answer, name, value }: { answer: Replay; name: string; value: string }) {
  const { real, other, questions } = answer
  if (!real.choices && !real.numbers) return <p className="text-ink-3">{word('replay.none')}</p>
  return (
    <>
      <Card>
        <table className="w-full tabular-nums">
          <thead className="text-small text-ink-3">
            <tr>
              <td />
              <th className="text-right font-text">{word('replay.real')}</th>
              <th className="text-right font-text">{word('replay.other', { name, value })}</th>
              <th className="text-right font-text">{word('replay.difference')}</th>
            </tr>
          </thead>
          <tbody>
            {figuresOf(real, other).map(({ label, from, to }) => (
              <tr key={label} className="border-t border-line-faint">
                <th scope="row" className="py-1.5 text-left font-text">
                  {label}
                </th>
                <td className="text-right">{scoreText(from)}</td>
                <td className="text-right font-strong">{scoreText(to)}</td>
                <td className="text-right text-ink-3">{signedScore(to - from)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </Card>
      <Card title={word('replay.questions')} count={questions.length} body="rows">
        <Table
          inCard
          label={word('replay.label')}
          rows={questions.map((row, index) => ({ ...row, key: `${row.question} ${index}` }))}
          columns={columns}
          rowKey={(row) => row.key}
          rowName={(row) => row.text ?? word('replay.deleted')}
          href={(row) => questionHref(row.question)}
          phoneRow={(row) => (
            <span className="grid min-w-0 flex-1 grid-cols-1">
              <span className="truncate">{row.text ?? word('replay.deleted')}</span>
              <span className="truncate text-small text-ink-3">
                {saidText(row.real)} → {saidText(row.other)}
              </span>
            </span>
          )}
        />
      </Card>
    </>
  )
}

const columns: readonly Column<Row & { key: string }>[] = [
  {
    id: 'text',
    head: word('head.question'),
    width: 'minmax(180px, 2fr)',
    cell: (row) => <span className="truncate">{row.text ?? word('replay.deleted')}</span>,
  },
  {
    id: 'said',
    head: word('replay.said'),
    width: 'minmax(120px, 1fr)',
    cell: (row) => <span className="truncate text-ink-2">{saidText(row.real)}</span>,
  },
  {
    id: 'would',
    head: word('replay.would'),
    width: 'minmax(120px, 1fr)',
    cell: (row) => <span className="truncate">{saidText(row.other)}</span>,
  },
]

function figuresOf(real: Scores, other: Scores): { label: string; from: number; to: number }[] {
  const pair = (label: string, from: number | undefined, to: number | undefined) =>
    from === undefined || to === undefined ? [] : [{ label, from, to }]
  return [
    ...pair(word('brier'), real.choices?.brier, other.choices?.brier),
    ...pair(word('accuracy'), real.choices?.accuracy, other.choices?.accuracy),
    ...pair(word('error'), real.choices?.calibrationError, other.choices?.calibrationError),
    ...pair(word('numbers.title'), real.numbers?.pinball, other.numbers?.pinball),
  ]
}

/** The likeliest of what was said; for a number its middle and range. */
function saidText(said: Row['real']): string {
  const { p10, p50, p90 } = said
  if (p50 !== undefined && p10 !== undefined && p90 !== undefined) {
    return `${formatNumber(p50, 1)} (${formatNumber(p10, 1)} – ${formatNumber(p90, 1)})`
  }
  const entries = Object.entries(said)
  const best = entries.reduce<[string, number] | undefined>((top, next) => (top === undefined || next[1] > top[1] ? next : top), undefined)
  return best ? `${best[0]} ${percentText(best[1])}` : ''
}
