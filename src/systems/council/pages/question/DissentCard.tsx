import { CircleAlert, Compass } from 'lucide-react'
import { Card } from '#ui/kit/Card.tsx'
import { ButtonLink } from '#ui/kit/Link.tsx'
import type { Answer, Question } from '../client.ts'
import { percentOf, percentText } from '../percent.ts'
import { useMay } from '../use-may.ts'
import type { AnswerProps } from './answer-props.ts'
import { EvidenceChips } from './EvidenceChips.tsx'
import { namedCruxes, type NamedCrux } from './named-cruxes.ts'
import { word } from './words.ts'

/** Who speaks most against it, and what would change it: always shown, side by side. */
export function DissentCard({ question, answer, onSee }: AnswerProps) {
  return (
    <Card>
      <div className="grid gap-y-4 desk:grid-cols-2 desk:divide-x desk:divide-line-faint">
        {question.type === 'open' ? <DisputedClaims answer={answer} /> : <Dissent question={question} answer={answer} onSee={onSee} />}
        <div className="min-w-0 max-desk:border-t max-desk:border-line-faint max-desk:pt-3 desk:pl-4">
          <NextTest question={question} answer={answer} />
        </div>
      </div>
    </Card>
  )
}

/** An open answer has no leader to speak against: what is disputed stands instead. */
function DisputedClaims({ answer }: { answer: Answer }) {
  const disputed = answer.claims.filter(({ verdict, probability }) => verdict === 'contested' && probability !== null)
  return (
    <div className="min-w-0 desk:pr-4">
      <h3 className={`flex items-center gap-2 text-small font-strong ${disputed.length > 0 ? 'text-bad-text' : 'text-ink-2'}`}>
        <CircleAlert size={14} aria-hidden />
        {word('dissent.claims')}
      </h3>
      {disputed.length === 0 ? <p className="mt-1.5 text-ink-3">{word('dissent.claims.none')}</p> : null}
      <ul className="mt-1.5 grid gap-1">
        {disputed.map(({ id, text, probability }) => (
          <li key={id}>
            {text ?? word('claims.hidden')} <span className="text-ink-3 tabular-nums">{percentText(probability)}</span>
          </li>
        ))}
      </ul>
    </div>
  )
}

function Dissent({ question, answer, onSee }: AnswerProps) {
  const { dissent } = answer
  const against = dissent !== null && !dissent.unanimous
  return (
    <div className="min-w-0 desk:pr-4">
      <h3 className={`flex items-center gap-2 text-small font-strong ${against ? 'text-bad-text' : 'text-ink-2'}`}>
        <CircleAlert size={14} aria-hidden />
        {word(dissent?.unanimous ? 'dissent.nobody' : 'dissent.title')}
      </h3>
      {dissent ? (
        <>
          <p className="mt-1.5 flex flex-wrap items-baseline gap-x-2">
            <button
              type="button"
              onClick={() => onSee(dissent.voter)}
              className="evidence rounded-mark font-strong hover:text-ink-2 pointer-coarse:min-h-(--touch)"
            >
              {dissent.name}
            </button>
            <span className="text-ink-2">{saidBy(question, answer, dissent)}</span>
            <span className="ml-auto text-small text-ink-3">{weightOf(answer, dissent.voter)}</span>
          </p>
          <p className="mt-1 text-lead text-pretty">{reasonOf(question, dissent)}</p>
          {dissent.evidence.length > 0 ? (
            <p className="mt-2">
              <EvidenceChips ids={dissent.evidence} question={question} onSee={onSee} />
            </p>
          ) : null}
        </>
      ) : (
        <p className="mt-1.5 text-ink-3">{word('dissent.none')}</p>
      )}
    </div>
  )
}

type Dissenting = NonNullable<Answer['dissent']>

function saidBy(question: Question, answer: Answer, dissent: Dissenting): string {
  const ballot = question.seats.find(({ voter }) => voter === dissent.voter)?.ballots.find(({ round }) => round === 'ballot')
  const leader = ballot?.probabilities.find(({ option }) => option === answer.outcome.option)
  if (leader) return `${leader.label} ${percentText(leader.probability)}`
  return dissent.label ? word('dissent.for', { label: dissent.label }) : ''
}

function weightOf(answer: Answer, voter: string): string {
  const weight = answer.voters.find((one) => one.voter === voter)?.weight
  return weight === undefined ? '' : `${word('weigh.weight').toLowerCase()} ${weight.toFixed(2)}`
}

function reasonOf(question: Question, dissent: Dissenting): string {
  if (dissent.reason) return dissent.reason
  const ballots = question.seats.find(({ voter }) => voter === dissent.voter)?.ballots ?? []
  return word(ballots.some(({ withheld }) => withheld) ? 'dissent.hidden' : 'dissent.silent')
}

/** The crux that could move the answer most. */
function NextTest({ question, answer }: Omit<AnswerProps, 'onSee'>) {
  const mayAsk = useMay('ask')
  const [first, ...others] = namedCruxes({ seats: question.seats, answer })
  return (
    <>
      <h3 className="flex items-center gap-2 text-small font-strong text-ink-2">
        <Compass size={14} aria-hidden />
        {word('tests.title')}
      </h3>
      {first ? (
        <>
          <p className="mt-1.5 font-strong text-pretty">{first.crux ?? word('tests.hidden')}</p>
          <p className="mt-1 text-small text-ink-2">{swingText(first)}</p>
          <div className="mt-2 flex flex-wrap items-start gap-3">
            {mayAsk && first.crux ? (
              <ButtonLink size="small" href={`/council/new?after=${question.id}&text=${encodeURIComponent(first.crux)}`}>
                {word('tests.ask')}
              </ButtonLink>
            ) : null}
            {others.length > 0 ? <Others cruxes={others} /> : null}
          </div>
        </>
      ) : (
        <p className="mt-1.5 text-ink-3">{word('tests.none')}</p>
      )}
    </>
  )
}

function Others({ cruxes }: { cruxes: readonly NamedCrux[] }) {
  return (
    <details className="min-w-0 flex-1">
      <summary className="w-fit rounded-mark py-0.5 text-small text-ink-2 hover:text-ink">
        {word('tests.more', { count: cruxes.length })}
      </summary>
      <ul className="mt-1 grid gap-2">
        {cruxes.map((one, index) => (
          <li key={index}>
            {one.crux ?? word('tests.hidden')}
            <span className="block text-small text-ink-3">{swingText(one)}</span>
          </li>
        ))}
      </ul>
    </details>
  )
}

function swingText({ swing, names }: NamedCrux): string {
  const all = names.join(', ')
  return swing === null ? word('tests.named', { names: all }) : word('tests.swing', { count: percentOf(swing), names: all })
}
