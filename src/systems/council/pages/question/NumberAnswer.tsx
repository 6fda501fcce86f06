import { amountText } from './headline.ts'
import type { AnswerProps } from './answer-props.ts'
import { axisOf, shareOn } from './number-axis.ts'
import { word } from './words.ts'

/** The range of the council over the range of each voter, on one axis. */
export function NumberAnswer({ question, answer, onSee }: AnswerProps) {
  const ballots = question.seats.flatMap((seat) => {
    const quantiles = seat.ballots.find(({ round }) => round === 'ballot')?.quantiles
    return quantiles ? [{ seat, quantiles }] : []
  })
  const all = [...ballots.map(({ quantiles }) => quantiles), ...(answer.quantiles ? [answer.quantiles] : [])]
  if (all.length === 0) return null
  const axis = axisOf(all, question.threshold)
  const place = (value: number) => `${shareOn(axis, value) * 100}%`
  const dissenter = answer.dissent?.voter
  const reads = (name: string, { p10, p50, p90 }: { p10: number; p50: number; p90: number }) =>
    word('number.reads', {
      name,
      p10: amountText(p10, question.unit),
      p50: amountText(p50, question.unit),
      p90: amountText(p90, question.unit),
    })
  return (
    <div className="relative">
      {question.threshold === null ? null : (
        <div className="relative ml-28 h-5 max-desk:ml-24">
          <span
            className="absolute -translate-x-1/2 text-small font-strong whitespace-nowrap text-accent-text"
            style={{ left: `clamp(48px, ${place(question.threshold)}, calc(100% - 48px))` }}
          >
            {word('number.threshold', { value: amountText(question.threshold, question.unit) })}
          </span>
        </div>
      )}
      <ul className="grid gap-0.5">
        {answer.quantiles ? (
          <li className="flex h-10 items-center" aria-label={reads(word('number.council'), answer.quantiles)}>
            <span className="w-28 shrink-0 font-strong max-desk:w-24">{word('number.council')}</span>
            <Band quantiles={answer.quantiles} place={place} threshold={question.threshold} look="bg-ink-2" tall />
          </li>
        ) : null}
        {ballots
          .toSorted((left, right) => left.quantiles.p50 - right.quantiles.p50)
          .map(({ seat, quantiles }) => (
            <li key={seat.voter}>
              <button
                type="button"
                onClick={() => onSee(seat.voter)}
                aria-label={reads(seat.name, quantiles)}
                className="flex h-7 w-full items-center rounded-control text-left hover:bg-hover pointer-coarse:h-(--touch)"
              >
                <span className={`w-28 shrink-0 truncate max-desk:w-24 ${seat.voter === dissenter ? 'text-bad-text' : 'text-ink-2'}`}>
                  {seat.name}
                </span>
                <Band
                  quantiles={quantiles}
                  place={place}
                  threshold={question.threshold}
                  look={seat.voter === dissenter ? 'bg-bad' : 'bg-ink-4'}
                />
              </button>
            </li>
          ))}
      </ul>
      <div aria-hidden className="mt-1 ml-28 flex justify-between border-t border-line pt-1 font-mono text-micro text-ink-3 max-desk:ml-24">
        <span>{amountText(axis.from, question.unit)}</span>
        <span>{amountText(axis.to, question.unit)}</span>
      </div>
    </div>
  )
}

interface BandProps {
  readonly quantiles: { readonly p10: number; readonly p50: number; readonly p90: number }
  readonly place: (value: number) => string
  readonly threshold: number | null
  readonly look: string
  readonly tall?: boolean
}

function Band({ quantiles, place, threshold, look, tall }: BandProps) {
  return (
    <span aria-hidden className="relative h-full flex-1">
      {threshold === null ? null : (
        <span className="absolute inset-y-0 w-0.5 -translate-x-1/2 bg-accent/70" style={{ left: place(threshold) }} />
      )}
      <span
        className={`absolute top-1/2 -translate-y-1/2 rounded-full ${tall ? 'h-3.5' : 'h-1'} ${look}`}
        style={{ left: place(quantiles.p10), right: `calc(100% - ${place(quantiles.p90)})`, minWidth: 3 }}
      />
      <span
        className={`absolute top-1/2 w-[3px] -translate-1/2 rounded-full bg-ink ring-2 ring-raised ${tall ? 'h-6' : 'h-3.5'}`}
        style={{ left: place(quantiles.p50) }}
      />
    </span>
  )
}
