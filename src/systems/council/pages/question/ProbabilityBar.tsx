import { usePhone } from '#ui/kit/use-media.ts'
import type { Answer, Question } from '../client.ts'
import { percentOf, percentText } from '../percent.ts'
import { BallotChips, BallotFoot } from './BallotChips.tsx'
import { ballotShares, barParts, methodSpread, type BarPart } from './bar-parts.ts'
import { useWidth } from './use-width.ts'
import { word } from './words.ts'

const bars = [0.6, 0.75, 0.9]
/** A segment narrower than this says its figure in the line below the bar. */
const readable = 0.13

interface BarProps {
  readonly question: Question
  readonly answer: Answer
  readonly onSeat: (voter: string) => void
}

/** The probability of each option, with every ballot on the same axis as the decision bar. */
export function ProbabilityBar({ question, answer, onSeat }: BarProps) {
  const [ref, width] = useWidth()
  const phone = usePhone()
  const parts = barParts(question, answer)
  const leader = parts[0]
  if (!leader) return null
  const { bar } = answer.outcome
  const ballots = ballotShares(question.seats, leader.option, dissenterOf(answer))
  const small = parts.slice(1).filter(({ probability }) => probability < readable)
  const chips = <BallotChips ballots={ballots} width={width} phone={phone} onSeat={onSeat} />
  return (
    <div ref={ref} className="min-w-0">
      <div className="relative">
        <Marks bar={bar} spread={methodSpread(answer.methods, leader.option)} wide={width > 560} />
        <div role="img" aria-label={readAloud(parts, bar)} className="flex h-10 gap-0.5">
          {parts.map((part, index) => (
            <Segment key={part.option} part={part} first={index === 0} end={isCrossed(parts, index, bar)} />
          ))}
        </div>
        {bar === null ? null : (
          <span aria-hidden className="absolute top-11 bottom-0 w-0.5 -translate-x-1/2 bg-accent/70" style={{ left: `${bar * 100}%` }} />
        )}
        <div aria-hidden className="relative h-2.5">
          {ballots.map(({ seat, share, dissents }) => (
            <span
              key={seat.voter}
              className={`absolute top-1 h-1.5 w-0.5 -translate-x-1/2 ${dissents ? 'bg-bad' : 'bg-ink-3'}`}
              style={{ left: `${share * 100}%` }}
            />
          ))}
        </div>
        {phone ? null : chips}
      </div>
      {small.length > 0 ? (
        <p className="mt-1 text-small text-ink-3">{small.map((part) => `${part.label} ${percentText(part.probability)}`).join(', ')}</p>
      ) : null}
      {phone ? chips : null}
      <BallotFoot ballots={ballots} label={leader.label} />
    </div>
  )
}

function readAloud(parts: readonly BarPart[], bar: number | null): string {
  const said = parts.map((part) => `${part.label} ${percentText(part.probability)}`).join(', ')
  return bar === null ? said : word('bar.reads', { parts: said, bar: percentText(bar) })
}

export function dissenterOf({ dissent }: Answer): string | null {
  return dissent && !dissent.unanimous ? dissent.voter : null
}

/** Whether the decision line runs where the words of a segment would begin; they then stand at its end. */
function isCrossed(parts: readonly BarPart[], index: number, bar: number | null): boolean {
  const start = parts.slice(0, index).reduce((sum, { probability }) => sum + probability, 0)
  return bar !== null && bar > start && bar < start + readable
}

function Segment({ part, first, end }: { part: BarPart; first: boolean; end: boolean }) {
  const shown = part.probability >= readable
  const look = first
    ? 'bg-ink-2 text-surface font-title'
    : part.open
      ? 'border border-dashed border-line-strong text-ink-3'
      : 'bg-active text-ink font-strong'
  return (
    <span
      className={`flex min-w-0 items-center overflow-hidden rounded-[3px] ${first ? 'px-3' : 'px-2'} ${end ? 'justify-end' : 'justify-start'} ${look}`}
      style={{ flex: `${Math.max(part.probability, 0.004)} 0 0` }}
    >
      {shown ? (
        <span className="truncate">
          {part.label} {first ? percentText(part.probability) : percentOf(part.probability)}
        </span>
      ) : null}
    </span>
  )
}

/** The three bars of how hard a mistake is to take back, the one that counts in the accent, and where the methods lie. */
function Marks({ bar, spread, wide }: { bar: number | null; spread: { low: number; high: number } | null; wide: boolean }) {
  const isNear = (one: number) => bar !== null && Math.abs(one - bar) < 0.07
  return (
    <div className="relative h-11 text-micro">
      {spread ? (
        <span
          className="absolute top-1 h-[7px] border-x border-b border-ink-3"
          style={{ left: `${spread.low * 100}%`, width: `${Math.max(0.4, (spread.high - spread.low) * 100)}%` }}
          aria-hidden
        />
      ) : null}
      {spread ? <SpreadLabel {...spread} /> : null}
      {bars
        .filter((one) => !isNear(one))
        .map((one) => (
          <span
            key={one}
            aria-hidden
            className="absolute bottom-0 flex -translate-x-1/2 flex-col items-center text-ink-3"
            style={{ left: `${one * 100}%` }}
          >
            {wide ? percentOf(one) : null}
            <span className="h-1.5 w-px bg-ink-4" />
          </span>
        ))}
      {bar === null ? null : (
        <span
          aria-hidden
          className="absolute bottom-0 flex -translate-x-1/2 flex-col items-center text-small font-strong whitespace-nowrap text-accent-text"
          style={{ left: `clamp(34px, ${bar * 100}%, calc(100% - 34px))` }}
        >
          {word('bar.decide', { percent: percentOf(bar) })}
          <svg width="10" height="6" aria-hidden>
            <path d="M0 0h10L5 6Z" fill="var(--accent)" />
          </svg>
        </span>
      )}
    </div>
  )
}

/** Left of the bracket while there is room, else right of it. */
function SpreadLabel({ low, high }: { low: number; high: number }) {
  const [from, to] = [percentOf(low), percentOf(high)]
  const text = from === to ? word('bar.method', { low: from }) : word('bar.methods', { low: from, high: to })
  const place = low > 0.4 ? { right: `calc(${(1 - low) * 100}% + 6px)` } : { left: `calc(${high * 100}% + 6px)` }
  return (
    <span className="absolute top-0 text-small whitespace-nowrap text-ink-3" style={place}>
      {text}
    </span>
  )
}
