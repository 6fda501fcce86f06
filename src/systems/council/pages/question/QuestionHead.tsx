import { formatDollars } from '#ui/format/dollars.ts'
import { formatClock } from '#ui/format/time.ts'
import { Link } from '#ui/kit/Link.tsx'
import { Monogram } from '#ui/kit/Monogram.tsx'
import { RelativeTime } from '#ui/kit/RelativeTime.tsx'
import type { Question } from '../client.ts'
import { useProjects } from '../projects.ts'
import { word as own } from '../words.ts'
import { word } from './words.ts'

/** What was asked, about what, by whom, and what it cost. */
export function QuestionHead({ question }: { question: Question }) {
  const project = useProjects()(question.project)
  const sealed = question.seats.flatMap(({ ballots }) => ballots.map(({ sealedAt }) => sealedAt)).toSorted()
  const answered = question.seats.filter(({ state }) => state === 'answered').length
  return (
    <header className="min-w-0">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1 text-small text-ink-3">
        {project ? (
          <Link href={`/projects/${project.slug}`} className="flex items-center gap-2 rounded-mark text-ink-2 hover:text-ink">
            <Monogram id={project.id} name={project.name} size={16} />
            {project.name}
          </Link>
        ) : question.project === null ? (
          <span className="text-ink-2">{word('head.everywhere')}</span>
        ) : null}
        <span>{own(`type.${question.type}`)}</span>
        <span>{own(`stake.${question.reversibility}`)}</span>
        {question.turn > 1 ? <span>{word('head.turn', { turn: question.turn })}</span> : null}
        <span>
          {word('head.ballots', { count: answered })}
          {sealed.length > 0 ? `, ${word('head.sealed', { time: formatClock(sealed.at(-1) ?? '') })}` : ''}
        </span>
        <Link href={`/models/calls?session=${question.id}`} className="evidence rounded-mark hover:text-ink">
          {word('head.cost', { cost: formatDollars(costOf(question)) })}
        </Link>
        <span>
          {own('list.by', { name: question.askedBy })}, <RelativeTime at={question.askedAt} phrase />
        </span>
      </div>
      <h2 className="mt-1 text-page font-title tracking-title text-pretty">{question.text}</h2>
      {question.context ? (
        <details className="mt-1 text-ink-2">
          <summary className="w-fit rounded-mark text-small text-ink-3 hover:text-ink">{word('head.context')}</summary>
          <p className="max-w-[75ch] whitespace-pre-wrap">{question.context}</p>
        </details>
      ) : null}
      {question.note && question.state === 'answered' ? (
        <p className="mt-1 text-small text-ink-3">
          {word('left')}: {question.note}
        </p>
      ) : null}
    </header>
  )
}

/** Unknown as soon as that of one seat is. */
function costOf({ seats }: Question): number | null {
  return seats.reduce<number | null>((total, { costMicros }) => (total === null || costMicros === null ? null : total + costMicros), 0)
}
