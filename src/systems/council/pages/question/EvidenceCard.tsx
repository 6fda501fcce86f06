import { Card } from '#ui/kit/Card.tsx'
import { RelativeTime } from '#ui/kit/RelativeTime.tsx'
import type { Evidence, Question } from '../client.ts'
import { evidenceUses } from './evidence-uses.ts'
import { word } from './words.ts'

/** What the minds read, and how many of them rest on it; what was cut and what is hidden is said. */
export function EvidenceCard({ question, onSee }: { question: Question; onSee: (id: string) => void }) {
  const read = question.evidence.filter(({ cut }) => cut === null)
  const cut = question.evidence.filter((item) => item.cut !== null)
  const uses = evidenceUses(question.seats)
  const ballots = question.seats.filter((seat) => seat.ballots.length > 0).length
  return (
    <Card
      title={word('evidence.title')}
      count={read.length}
      aside={ballots > 0 ? <span className="text-small">{word('evidence.used')}</span> : null}
      body="rows"
    >
      {question.evidence.length + question.hidden === 0 ? <p className="px-3.5 py-3 text-ink-3">{word('evidence.none')}</p> : null}
      <ul
        className="hairlines max-h-[440px] overflow-y-auto"
        tabIndex={read.length > 8 ? 0 : undefined}
        aria-label={word('evidence.title')}
      >
        {read.map((item) => (
          <EvidenceRow key={item.id} item={item} uses={uses.get(item.id)?.length ?? 0} of={ballots} onSee={onSee} />
        ))}
      </ul>
      {cut.length > 0 ? (
        <details className="border-t border-line-faint">
          <summary className="px-3.5 py-2 text-small text-ink-3 hover:text-ink">{word('evidence.cut', { count: cut.length })}</summary>
          <ul className="hairlines">
            {cut.map((item) => (
              <EvidenceRow key={item.id} item={item} uses={0} of={0} onSee={onSee} />
            ))}
          </ul>
        </details>
      ) : null}
      {question.hidden > 0 ? (
        <p className="border-t border-line-faint px-3.5 py-2 text-small text-ink-2">
          {word('evidence.hidden', { count: question.hidden })}
        </p>
      ) : null}
    </Card>
  )
}

function EvidenceRow({ item, uses, of, onSee }: { item: Evidence; uses: number; of: number; onSee: (id: string) => void }) {
  return (
    <li>
      <button
        type="button"
        onClick={() => onSee(item.id)}
        className="focus-inset flex min-h-12 w-full items-center gap-3 px-3.5 py-1.5 text-left hover:bg-hover"
      >
        <span className="w-6 shrink-0 self-start pt-px font-mono text-small text-ink-3">{item.id}</span>
        <span className="grid min-w-0 flex-1 grid-cols-1">
          <span className="truncate">{item.title}</span>
          <span className="truncate text-small text-ink-3">
            {item.source}, <RelativeTime at={item.at} phrase />
          </span>
        </span>
        {of > 0 ? <Uses count={uses} of={of} /> : null}
      </button>
    </li>
  )
}

/** A stroke for each ballot, dark for those that cite the piece. */
function Uses({ count, of }: { count: number; of: number }) {
  return (
    <span
      role="img"
      aria-label={word('evidence.uses', { count })}
      title={word('evidence.uses', { count })}
      className="flex shrink-0 gap-0.5"
    >
      {Array.from({ length: of }, (_, index) => (
        <span key={index} className={`h-2.5 w-[3px] rounded-[1px] ${index < count ? 'bg-ink-2' : 'bg-active'}`} />
      ))}
    </span>
  )
}
