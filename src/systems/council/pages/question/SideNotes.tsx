import { Card } from '#ui/kit/Card.tsx'
import type { Answer, Question } from '../client.ts'
import { percentText } from '../percent.ts'
import { word } from './words.ts'

/** What is unusual about this answer: an informed minority, or a second round about the crux. */
export function SideNotes({ question, answer }: { question: Question; answer: Answer }) {
  const { informedMinority: minority, cruxRound: round } = answer
  const nameOf = (voter: string) => question.seats.find((seat) => seat.voter === voter)?.name ?? voter
  if (!minority && !round) return null
  return (
    <Card>
      <dl className="grid gap-x-6 gap-y-2 desk:grid-cols-2">
        {minority ? (
          <div>
            <dt className="font-strong">{word('minority.title')}</dt>
            <dd className="text-small text-ink-2">
              {word('minority.body', {
                label: minority.label,
                share: percentText(minority.share),
                expected: percentText(minority.expectedShare),
              })}
            </dd>
          </div>
        ) : null}
        {round ? (
          <div>
            <dt className="font-strong">{word('crux.title')}</dt>
            <dd className="text-small text-ink-2">
              {word('crux.body', { names: round.asked.map(nameOf).join(', '), why: round.why.join(', ').replaceAll('-', ' ') })}
            </dd>
          </div>
        ) : null}
      </dl>
    </Card>
  )
}
