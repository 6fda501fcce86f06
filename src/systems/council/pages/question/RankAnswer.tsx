import { Button } from '#ui/kit/Button.tsx'
import type { AnswerProps } from './answer-props.ts'
import { word } from './words.ts'

/** The ranking with all margins, and whose ballots they are. */
export function RankAnswer({ question, answer, onSee }: AnswerProps) {
  const labelOf = (id: string) => question.options.find((option) => option.id === id)?.label ?? id
  const ranked = (answer.ranking ?? []).flat()
  const { margins } = answer
  if (answer.outcome.why === 'no-ballots') return null
  return (
    <div className="grid gap-4">
      <ol className="grid gap-1">
        {(answer.ranking ?? []).map((tier, index) => (
          <li key={tier.join()} className="flex items-baseline gap-3">
            <span className="w-5 text-right font-mono text-small text-ink-3">{index + 1}</span>
            <span className={index === 0 ? 'font-strong' : ''}>{tier.map(labelOf).join(', ')}</span>
          </li>
        ))}
      </ol>
      {margins && ranked.length > 1 ? (
        <div className="overflow-x-auto" tabIndex={0} role="group" aria-label={word('rank.margins')}>
          <table className="text-small tabular-nums">
            <caption className="pb-1 text-left text-ink-3">
              {word('rank.margins')}: {word('rank.over').toLowerCase()}
            </caption>
            <thead>
              <tr>
                <td />
                {ranked.map((id) => (
                  <th key={id} scope="col" className="max-w-28 truncate px-2 text-right font-text text-ink-3">
                    {labelOf(id)}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {ranked.map((row) => (
                <tr key={row} className="border-t border-line-faint">
                  <th scope="row" className="max-w-40 truncate py-1 pr-3 text-left font-text">
                    {labelOf(row)}
                  </th>
                  {ranked.map((column) => (
                    <td key={column} className={`px-2 text-right ${(margins[row]?.[column] ?? 0) > 0 ? 'font-strong' : 'text-ink-3'}`}>
                      {row === column ? '' : signed(margins[row]?.[column] ?? 0)}
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      ) : null}
      <Voters question={question} onSee={onSee} />
    </div>
  )
}

/** Buttons to the ballots, where no axis can carry them. */
export function Voters({ question, onSee }: Pick<AnswerProps, 'question' | 'onSee'>) {
  const spoken = question.seats.filter(({ ballots }) => ballots.length > 0)
  if (spoken.length === 0) return null
  return (
    <ul aria-label={word('bar.chips')} className="flex flex-wrap gap-1.5 border-t border-line-faint pt-3">
      {spoken.map(({ voter, name }) => (
        <li key={voter}>
          <Button size="small" onClick={() => onSee(voter)}>
            {name}
          </Button>
        </li>
      ))}
    </ul>
  )
}

function signed(value: number): string {
  const rounded = Math.round(value * 10) / 10
  return rounded > 0 ? `+${rounded}` : rounded < 0 ? `−${-rounded}` : '0'
}
