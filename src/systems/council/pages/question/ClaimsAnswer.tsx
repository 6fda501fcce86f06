import { Status } from '#ui/kit/Status.tsx'
import type { StatusKind } from '#ui/kit/StatusGlyph.tsx'
import type { Answer } from '../client.ts'
import { percentText } from '../percent.ts'
import type { AnswerProps } from './answer-props.ts'
import { Voters } from './RankAnswer.tsx'
import { word } from './words.ts'

/** Each claim with how likely all minds together find it. */
export function ClaimsAnswer({ question, answer, onSee }: AnswerProps) {
  const nameOf = (voter: string) => question.seats.find((seat) => seat.voter === voter)?.name ?? voter
  if (answer.claims.length === 0) return <p className="text-ink-3">{word('claims.none')}</p>
  return (
    <div className="grid gap-3">
      <ul className="hairlines">
        {answer.claims.toSorted(byProbability).map((claim) => (
          <li key={claim.id} className="flex items-start gap-4 py-2.5 max-desk:flex-wrap">
            <span className="min-w-0 flex-1 max-desk:basis-full">
              {claim.text ?? <span className="text-ink-3">{word('claims.hidden')}</span>}
              {claim.authors.length > 0 ? (
                <span className="block text-small text-ink-3">{word('claims.by', { names: claim.authors.map(nameOf).join(', ') })}</span>
              ) : null}
            </span>
            <span className="w-12 shrink-0 text-right tabular-nums max-desk:order-last">{percentText(claim.probability)}</span>
            <span className="w-32 shrink-0">
              {claim.probability === null ? (
                <Status kind="unknown">{word('claims.unvoted')}</Status>
              ) : (
                <Status kind={verdicts[claim.verdict]}>{word(`claims.${claim.verdict}`)}</Status>
              )}
            </span>
          </li>
        ))}
      </ul>
      <Voters question={question} onSee={onSee} />
    </div>
  )
}

function byProbability(left: Answer['claims'][number], right: Answer['claims'][number]): number {
  return (right.probability ?? -1) - (left.probability ?? -1)
}

const verdicts: Record<Answer['claims'][number]['verdict'], StatusKind> = { accepted: 'passed', rejected: 'stopped', contested: 'risk' }
