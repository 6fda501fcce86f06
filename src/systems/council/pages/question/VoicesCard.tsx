import { Card } from '#ui/kit/Card.tsx'
import { formatNumber } from '#ui/format/number.ts'
import { Link } from '#ui/kit/Link.tsx'
import type { AnswerProps } from './answer-props.ts'
import { familiesOf } from './families.ts'
import { FamilyShape } from './FamilyShape.tsx'
import { word } from './words.ts'

/** How many voices there really are, in what families, and who is absent and why. */
export function VoicesCard({ question, answer, onSee }: AnswerProps) {
  const spoken = question.seats.filter(({ state }) => state === 'answered')
  const groups = Map.groupBy(spoken, (seat) => (seat.kind === 'person' ? word('voices.person') : (seat.provider ?? word('voices.person'))))
  const families = familiesOf(spoken.map(({ provider }) => provider))
  const { minds, effective, correlation } = answer.effectiveVoices
  const kind = spoken.every((seat) => seat.kind === 'person')
    ? 'people'
    : spoken.every((seat) => seat.kind === 'persona')
      ? 'minds'
      : 'both'
  const voices = word('voices.about', { count: formatNumber(effective, effective < 10 && !Number.isInteger(effective) ? 1 : 0) })
  return (
    <Card>
      <h3 className="text-lead font-title tracking-tight">
        {minds === 0 ? word('voices.none') : word(`voices.${kind}`, { count: minds, voices })}
      </h3>
      {minds === 0 ? null : (
        <p className="text-small text-ink-3">
          {word('voices.why')}{' '}
          <Link href="/council/calibration" className="evidence rounded-mark hover:text-ink">
            {word('voices.correlation', { value: correlation.toFixed(2) })}
          </Link>
        </p>
      )}
      {groups.size > 0 ? (
        <ul className="mt-3 flex flex-wrap justify-around gap-3">
          {[...groups].map(([name, seats]) => (
            <li key={name} className="grid justify-items-center gap-1.5">
              <span aria-hidden className="grid size-20 place-content-center rounded-full bg-active p-3">
                <span className="flex flex-wrap justify-center gap-1.5">
                  {seats.map((seat) => (
                    <FamilyShape
                      key={seat.voter}
                      family={seat.provider === null ? null : (families.get(seat.provider) ?? null)}
                      tone="var(--ink-2)"
                    />
                  ))}
                </span>
              </span>
              <span className="text-small text-ink-2">
                {name} {seats.length}
              </span>
            </li>
          ))}
        </ul>
      ) : null}
      <Absences question={question} answer={answer} onSee={onSee} />
    </Card>
  )
}

function Absences({ question, answer, onSee }: AnswerProps) {
  const absent = question.seats.filter(({ state }) => state === 'absent')
  const nameOf = (voter: string) => question.seats.find((seat) => seat.voter === voter)?.name ?? voter
  const line = (voter: string, name: string, why: string) => (
    <li key={voter} className="line-clamp-3 text-small text-ink-3" title={why}>
      <button type="button" onClick={() => onSee(voter)} className="evidence rounded-mark text-ink-2 hover:text-ink">
        {name}
      </button>
      : {why}
    </li>
  )
  return (
    <>
      {absent.length > 0 ? (
        <div className="mt-3 border-t border-line-faint pt-2.5">
          <h4 className="text-small font-strong">
            {word('voices.absent')} <span className="font-text text-ink-3">{absent.length}</span>
          </h4>
          <ul className="mt-1 grid gap-0.5">{absent.map((seat) => line(seat.voter, seat.name, seat.absent ?? ''))}</ul>
        </div>
      ) : null}
      {answer.echoes.length > 0 ? (
        <div className="mt-3 border-t border-line-faint pt-2.5">
          <h4 className="text-small font-strong">{word('voices.echoes')}</h4>
          <ul className="mt-1 grid gap-0.5">
            {answer.echoes.map((echo) => line(echo.voter, echo.name, word('voices.echo', { of: nameOf(echo.of) })))}
          </ul>
        </div>
      ) : null}
    </>
  )
}
