import { Card } from '#ui/kit/Card.tsx'
import { ProgressBar } from '#ui/kit/ProgressBar.tsx'
import { RelativeTime } from '#ui/kit/RelativeTime.tsx'
import { StatusGlyph, type StatusKind } from '#ui/kit/StatusGlyph.tsx'
import type { Question, Seat } from '../client.ts'
import { familiesOf } from './families.ts'
import { FamilyShape } from './FamilyShape.tsx'
import { word } from './words.ts'

/** Who is convened, and where each one stands; renewed by every sealed ballot. */
export function WatchCard({ question, onSee }: { question: Question; onSee: (voter: string) => void }) {
  const { seats } = question
  const sealed = seats.filter(({ state }) => state === 'answered').length
  const absent = seats.filter(({ state }) => state === 'absent').length
  const families = familiesOf(seats.map(({ provider }) => provider))
  const voting = question.state === 'voting'
  return (
    <Card
      title={word(voting ? 'watch.voting' : 'watch.title')}
      count={
        seats.length > 0 ? (
          <span className="whitespace-nowrap">{word('watch.sealed', { done: sealed, total: seats.length })}</span>
        ) : undefined
      }
      aside={<Stage question={question} className="truncate text-small max-desk:hidden" />}
    >
      {seats.length === 0 ? (
        <p className="text-ink-2">{word('watch.nobody')}</p>
      ) : (
        <>
          <ProgressBar label={word('watch.title')} done={sealed + absent} total={seats.length} />
          <Stage question={question} className="mt-2 text-small text-ink-3 desk:hidden" />
          <ul className="mt-3 grid grid-cols-[repeat(auto-fill,minmax(136px,1fr))] desk:grid-cols-[repeat(auto-fill,minmax(168px,1fr))] gap-2">
            {seats.map((seat) => (
              <MindCard key={seat.voter} seat={seat} family={families.get(seat.provider ?? '') ?? null} onSee={onSee} />
            ))}
          </ul>
        </>
      )}
      <p className="mt-3 max-w-[75ch] text-small text-ink-3">{word('watch.blind')}</p>
    </Card>
  )
}

/** What goes on, and until when. */
function Stage({ question: { stage, deadlineAt, state }, className }: { question: Question; className: string }) {
  return (
    <p className={className}>
      {isStage(stage) ? word(`stage.${stage}`) : stage}
      {deadlineAt && state !== 'voting' ? (
        <>
          , {word('watch.until')} <RelativeTime at={deadlineAt} />
        </>
      ) : null}
    </p>
  )
}

function MindCard({ seat, family, onSee }: { seat: Seat; family: number | null; onSee: (voter: string) => void }) {
  const detail = seat.absent ?? (seat.kind === 'person' ? word('seat.person') : seat.model)
  return (
    <li className="min-w-0">
      <button
        type="button"
        onClick={() => onSee(seat.voter)}
        className={`grid h-full w-full content-start gap-1 rounded-control border px-2.5 py-2 text-left hover:bg-hover ${seat.state === 'absent' ? 'border-dashed border-line-strong' : 'border-line'}`}
      >
        <span className="flex min-w-0 items-center gap-2">
          <FamilyShape family={family} />
          <span className="min-w-0 flex-1 truncate font-strong">{seat.name}</span>
          <StatusGlyph kind={seatStatus[seat.state]} />
        </span>
        <span className="flex min-w-0 items-baseline gap-2 text-small text-ink-3">
          <span className={seat.state === 'asking' ? 'text-ink' : ''}>{word(`seat.${seat.state}`)}</span>
          {seat.absent ? null : <span className="min-w-0 truncate font-mono text-micro">{detail}</span>}
        </span>
        {seat.absent ? <span className="text-small text-ink-3">{seat.absent}</span> : null}
      </button>
    </li>
  )
}

const seatStatus: Record<Seat['state'], StatusKind> = { waiting: 'stopped', asking: 'running', answered: 'passed', absent: 'unknown' }

const stages = ['frame', 'ballots', 'people', 'weigh'] as const

function isStage(stage: string | null): stage is (typeof stages)[number] {
  return stages.some((one) => one === stage)
}
