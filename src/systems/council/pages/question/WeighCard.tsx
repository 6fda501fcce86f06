import { Card } from '#ui/kit/Card.tsx'
import { Link } from '#ui/kit/Link.tsx'
import { Table } from '#ui/kit/Table.tsx'
import type { Column } from '#ui/kit/table-types.ts'
import type { Answer, Question } from '../client.ts'
import { percentText } from '../percent.ts'
import type { AnswerProps } from './answer-props.ts'
import { word } from './words.ts'

type Voter = Answer['voters'][number]

/** How each ballot moved the answer, and what each method made of them. */
export function WeighCard({ question, answer, onSee }: AnswerProps) {
  const leader = answer.outcome.option
  return (
    <Card
      title={word('weigh.title')}
      aside={
        <Link href="/council/calibration" className="evidence truncate rounded-mark text-small hover:text-ink">
          {word('weigh.state', { count: answer.stateSeq })}
        </Link>
      }
      body="rows"
    >
      <Table
        inCard
        label={word('weigh.title')}
        rows={answer.voters.toSorted((left, right) => Math.abs(right.pull) - Math.abs(left.pull))}
        columns={columnsOf(question, leader)}
        rowKey={({ voter }) => voter}
        rowName={({ name }) => name}
        onOpen={({ voter }) => onSee(voter)}
        phoneRow={(row) => (
          <span className="flex min-w-0 flex-1 gap-3">
            <span className="min-w-0 flex-1 truncate">{row.name}</span>
            <span className="text-ink-3 tabular-nums">{signed(row.pull)}</span>
          </span>
        )}
      />
      <div className="border-t border-line-faint px-3.5 py-2.5">
        <p className="max-w-[75ch] text-small text-ink-3">{word('weigh.pull.help')}</p>
        {answer.methods.length > 0 ? (
          <dl className="mt-2 flex flex-wrap gap-x-5 gap-y-1 text-small">
            {answer.methods.map((method) => (
              <div key={method.id} className="flex gap-1.5">
                <dt className="text-ink-3">{method.id}</dt>
                <dd className="tabular-nums">
                  {percentText(method.probabilities.find(({ option }) => option === leader)?.probability)}
                  <span className="text-ink-3"> × {percentText(method.share)}</span>
                </dd>
              </div>
            ))}
          </dl>
        ) : null}
      </div>
    </Card>
  )
}

function columnsOf(question: Question, leader: string | null): readonly Column<Voter>[] {
  const saidOf = (voter: string) =>
    question.seats
      .find((seat) => seat.voter === voter)
      ?.ballots.find(({ round }) => round === 'ballot')
      ?.probabilities.find(({ option }) => option === leader)?.probability
  const figure = (id: string, head: string, text: (row: Voter) => string): Column<Voter> => ({
    id,
    head,
    width: '92px',
    align: 'end',
    cell: (row) => <span className="tabular-nums">{text(row)}</span>,
  })
  return [
    { id: 'name', head: word('weigh.voter'), width: 'minmax(120px, 1fr)', cell: (row) => <span className="truncate">{row.name}</span> },
    figure('says', word('weigh.says'), (row) => percentText(saidOf(row.voter))),
    figure('weight', word('weigh.weight'), (row) => row.weight.toFixed(3)),
    figure('pull', word('weigh.pull'), (row) => signed(row.pull)),
  ]
}

function signed(value: number): string {
  return value < 0 ? `−${(-value).toFixed(3)}` : `+${value.toFixed(3)}`
}
