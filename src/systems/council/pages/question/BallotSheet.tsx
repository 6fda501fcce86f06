import { formatDollars } from '#ui/format/dollars.ts'
import { formatExact } from '#ui/format/time.ts'
import { Sheet } from '#ui/kit/Dialog.tsx'
import { Facts, type Fact } from '#ui/kit/Facts.tsx'
import { Link } from '#ui/kit/Link.tsx'
import type { Ballot, Question, Seat } from '../client.ts'
import { percentText } from '../percent.ts'
import { EvidenceChips } from './EvidenceChips.tsx'
import { amountText } from './headline.ts'
import { offeredOf } from './offered.ts'
import { word } from './words.ts'

interface BallotSheetProps {
  readonly question: Question
  readonly seat: Seat
  readonly onSee: (evidence: string) => void
  readonly onClose: () => void
}

/** Everything somebody said on a question, sealed and as it was weighed. */
export function BallotSheet({ question, seat, onSee, onClose }: BallotSheetProps) {
  const revision = question.answer?.revisions.find(({ voter }) => voter === seat.voter)
  return (
    <Sheet open onClose={onClose} title={word('sheet.ballot', { name: seat.name })}>
      <div className="grid grid-cols-1 gap-4">
        {seat.absent ? <p className="text-ink-2">{seat.absent}</p> : null}
        {seat.state === 'answered' && seat.ballots.length === 0 ? <p className="text-ink-2">{word('sheet.blind')}</p> : null}
        {seat.ballots.map((ballot) => (
          <section key={ballot.round} className="grid gap-2.5">
            {seat.ballots.length > 1 ? <h3 className="font-strong">{word(`round.${ballot.round}`)}</h3> : null}
            {ballot.round === 'crux' && revision ? (
              <p className="text-small text-ink-2">{word(revision.counted ? 'revision.counted' : 'revision.not')}</p>
            ) : null}
            <Said ballot={ballot} question={question} onSee={onSee} />
          </section>
        ))}
        <div className="-mx-3.5 border-t border-line-faint">
          <Facts facts={factsOf(question, seat)} />
        </div>
      </div>
    </Sheet>
  )
}

function Said({ ballot, question, onSee }: { ballot: Ballot; question: Question; onSee: (evidence: string) => void }) {
  const words = [
    { label: word('sheet.reason'), text: ballot.reason },
    { label: word('sheet.artefact'), text: ballot.artefact },
    { label: word('sheet.crux'), text: ballot.crux },
  ].filter(({ text }) => text !== null)
  return (
    <>
      <Figures ballot={ballot} question={question} />
      {ballot.withheld ? <p className="text-small text-ink-3">{word('sheet.hidden')}</p> : null}
      {words.map(({ label, text }) => (
        <div key={label}>
          <h4 className="text-small text-ink-3">{label}</h4>
          <p className="whitespace-pre-wrap text-pretty">{text}</p>
        </div>
      ))}
      {ballot.evidence.length > 0 ? (
        <div>
          <h4 className="mb-1 text-small text-ink-3">{word('sheet.evidence')}</h4>
          <EvidenceChips ids={ballot.evidence} question={question} onSee={onSee} />
        </div>
      ) : null}
      <p className="text-small text-ink-3">
        {word('sheet.sealed')} {formatExact(ballot.sealedAt)}, {word('sheet.hash')}{' '}
        <span className="font-mono text-micro break-all">{ballot.hash}</span>
      </p>
    </>
  )
}

function Figures({ ballot, question }: { ballot: Ballot; question: Question }) {
  const claimOf = (id: string) => question.claims.find((claim) => claim.id === id)?.text ?? id
  const labelOf = (id: string) => question.options.find((option) => option.id === id)?.label ?? id
  const rows = [
    ...ballot.probabilities.map(({ option, label, probability }) => ({
      key: option,
      label,
      value: percentText(probability),
      expects: percentText(ballot.predicted.find((one) => one.option === option)?.probability),
    })),
    ...ballot.claims.map(({ id, probability }) => ({ key: id, label: claimOf(id), value: percentText(probability), expects: '' })),
    ...(ballot.quantiles
      ? (['p10', 'p50', 'p90'] as const).map((at) => ({
          key: at,
          label: `${at.slice(1)} %`,
          value: amountText(ballot.quantiles?.[at] ?? null, question.unit),
          expects: '',
        }))
      : []),
    ...(ballot.ranking ?? []).map((tier, index) => ({
      key: tier.join(),
      label: tier.map(labelOf).join(', '),
      value: `${index + 1}.`,
      expects: '',
    })),
  ]
  if (rows.length === 0) return null
  const expects = rows.some((row) => row.expects !== '')
  return (
    <table className="w-full">
      <thead className="text-left text-small text-ink-3">
        <tr>
          <th className="w-full font-text">{word('sheet.says')}</th>
          <td />
          {expects ? <th className="pl-3 text-right font-text whitespace-nowrap">{word('sheet.expects')}</th> : null}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.key} className="border-t border-line-faint">
            <th scope="row" className="py-1 text-left font-text">
              {row.label}
            </th>
            <td className="pl-3 text-right font-strong tabular-nums">{row.value}</td>
            {expects ? <td className="pl-3 text-right text-ink-3 tabular-nums">{row.expects}</td> : null}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function factsOf(question: Question, seat: Seat): Fact[] {
  if (seat.kind === 'person') return []
  const labelOf = (id: string) => offeredOf(question).find((option) => option.id === id)?.label ?? id
  return [
    {
      label: word('sheet.mind'),
      value: (
        <Link href={`/council/personas/${seat.voter}`} className="evidence rounded-mark hover:text-ink-2">
          {word('sheet.mind.open')}
        </Link>
      ),
    },
    ...(seat.model ? [{ label: word('sheet.model'), value: <span className="font-mono text-small">{seat.model}</span> }] : []),
    {
      label: word('sheet.cost'),
      value: (
        <Link href={`/models/calls?session=${question.id}`} className="evidence rounded-mark hover:text-ink-2">
          {word('sheet.calls', { cost: formatDollars(seat.costMicros) })}
        </Link>
      ),
    },
    ...(seat.optionOrder.length > 0
      ? [{ label: word('sheet.order'), value: <span className="whitespace-normal">{seat.optionOrder.map(labelOf).join(', ')}</span> }]
      : []),
  ]
}
