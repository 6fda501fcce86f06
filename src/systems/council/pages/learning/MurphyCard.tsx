import { Card } from '#ui/kit/Card.tsx'
import type { ChoiceScores } from '../client.ts'
import { scoreText } from './score-text.ts'
import { word } from './words.ts'

/** The Brier score as its parts: they sum to it exactly. */
export function MurphyCard({ murphy }: { murphy: ChoiceScores['murphy'] }) {
  const parts = [
    { id: 'reliability', sign: '', value: murphy.reliability },
    { id: 'resolution', sign: '−', value: murphy.resolution },
    { id: 'uncertainty', sign: '+', value: murphy.uncertainty },
    { id: 'within', sign: '+', value: murphy.withinVariance - murphy.withinCovariance },
  ] as const
  const most = Math.max(0.0001, ...parts.map(({ value }) => Math.abs(value)))
  return (
    <Card title={word('murphy.title')}>
      <table className="w-full">
        <tbody>
          {parts.map(({ id, sign, value }) => (
            <tr key={id} className="border-b border-line-faint">
              <th scope="row" className="py-1.5 pr-3 text-left font-text">
                {word(`murphy.${id}`)}
                <span className="block text-small text-ink-3">{word(`murphy.${id}.help`)}</span>
              </th>
              <td className="w-24 max-desk:hidden">
                <span aria-hidden className="block h-1.5 rounded-full bg-ink-3" style={{ width: `${(Math.abs(value) / most) * 100}%` }} />
              </td>
              <td className="w-20 text-right whitespace-nowrap tabular-nums">
                <span className="text-ink-3">{sign}</span> {scoreText(value)}
              </td>
            </tr>
          ))}
          <tr>
            <th scope="row" className="pt-1.5 text-left font-strong">
              {word('murphy.score')}
              <span className="block text-small font-text text-ink-3">{word('murphy.score.help')}</span>
            </th>
            <td className="max-desk:hidden" />
            <td className="pt-1.5 text-right font-strong tabular-nums">{scoreText(murphy.score)}</td>
          </tr>
        </tbody>
      </table>
    </Card>
  )
}
