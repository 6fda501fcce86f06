import type { Seat } from '../client.ts'
import { percentOf } from '../percent.ts'
import type { BallotShare } from './bar-parts.ts'
import { placeChips } from './chip-places.ts'
import { familiesOf } from './families.ts'
import { FamilyShape } from './FamilyShape.tsx'
import { word } from './words.ts'

const chip = 132
const lane = 32

interface BallotChipsProps {
  readonly ballots: readonly BallotShare[]
  readonly width: number
  readonly phone: boolean
  readonly onSeat: (voter: string) => void
}

/** A chip for each ballot at its own probability; on phones in two columns, the surest first. */
export function BallotChips({ ballots, width, phone, onSeat }: BallotChipsProps) {
  if (ballots.length === 0) return null
  const families = familiesOf(ballots.map(({ seat }) => seat.provider))
  const familyOf = (seat: Seat) => (seat.provider === null ? null : (families.get(seat.provider) ?? null))
  const places =
    width > 0
      ? placeChips(
          ballots.map(({ share }) => share),
          { width, chip, gap: 8 },
        )
      : []
  const lanes = Math.max(1, ...places.map((place) => place.lane + 1))
  const shown = ballots.map((ballot, index) => ({ ...ballot, place: places[index] }))
  return (
    <ul
      aria-label={word('bar.chips')}
      className={phone ? 'mt-3 grid grid-cols-2 gap-2' : 'relative mt-2'}
      style={phone ? undefined : { height: lanes * lane }}
    >
      {shown
        .toSorted((left, right) => right.share - left.share)
        .map(({ seat, share, dissents, place }) => (
          <li
            key={seat.voter}
            className={phone ? 'min-w-0' : 'absolute'}
            style={phone ? undefined : { width: chip, left: place?.left ?? 0, top: (place?.lane ?? 0) * lane }}
          >
            <button
              type="button"
              onClick={() => onSeat(seat.voter)}
              className={`flex h-(--control) w-full items-center gap-1.5 rounded-control border bg-raised px-2 text-left hover:bg-[linear-gradient(var(--hover),var(--hover))] pointer-coarse:h-(--touch) ${dissents ? 'border-bad' : 'border-line-strong'}`}
            >
              <FamilyShape family={familyOf(seat)} tone={dissents ? 'var(--bad)' : 'var(--ink-3)'} />
              <span className="min-w-0 flex-1 truncate">{seat.name}</span>
              <span className="font-strong tabular-nums">
                {percentOf(share)}
                <span className="sr-only">{word(dissents ? 'bar.dissent' : 'bar.percent')}</span>
              </span>
            </button>
          </li>
        ))}
    </ul>
  )
}

/** What the axis means, and which shape is whose. */
export function BallotFoot({ ballots, label }: { ballots: readonly BallotShare[]; label: string }) {
  if (ballots.length === 0) return null
  return (
    <>
      <div className="mt-3 flex flex-wrap items-baseline gap-x-4 gap-y-1 border-t border-line-faint pt-2 text-small text-ink-3">
        <span className="max-desk:hidden">{word('bar.sure_not')}</span>
        <span className="mx-auto text-ink-2 max-desk:mx-0">
          {word('bar.sealed', { count: ballots.length })}, {word('bar.each', { label })}
        </span>
        <span className="max-desk:hidden">{word('bar.sure')}</span>
      </div>
      <Legend ballots={ballots} families={familiesOf(ballots.map(({ seat }) => seat.provider))} />
    </>
  )
}

function Legend({ ballots, families }: { ballots: readonly BallotShare[]; families: ReadonlyMap<string, number> }) {
  const hasPeople = ballots.some(({ seat }) => seat.kind === 'person')
  return (
    <ul className="mt-1 flex flex-wrap justify-center gap-x-4 gap-y-1 text-small text-ink-3 max-desk:justify-start">
      {[...families].map(([name, family]) => (
        <li key={name} className="inline-flex items-center gap-1.5">
          <FamilyShape family={family} />
          {name}
        </li>
      ))}
      {hasPeople ? (
        <li className="inline-flex items-center gap-1.5">
          <FamilyShape family={null} />
          {word('bar.people')}
        </li>
      ) : null}
    </ul>
  )
}
