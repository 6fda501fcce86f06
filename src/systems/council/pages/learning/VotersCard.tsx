import { useQueryField } from '#ui/app/navigation.ts'
import type { OutputFor } from '#ui/client/client.ts'
import { formatDollars } from '#ui/format/dollars.ts'
import { Card } from '#ui/kit/Card.tsx'
import { Badge } from '#ui/kit/Badge.tsx'
import { Table } from '#ui/kit/Table.tsx'
import type { Column } from '#ui/kit/table-types.ts'
import type { contract } from '../../contract.ts'
import type { VoterScores } from '../client.ts'
import { percentText } from '../percent.ts'
import { scoreText, signedScore } from './score-text.ts'
import { VoterSheet } from './VoterSheet.tsx'
import { word } from './words.ts'

type Scorecards = OutputFor<typeof contract, 'scorecards'>

/** Every voter against what happened; one of them open beside the table. */
export function VotersCard({ cards }: { cards: Scorecards }) {
  const [voter, setVoter] = useQueryField('voter')
  const chosen = cards.voters.find((one) => one.voter === voter)
  return (
    <Card title={word('voters.title')} count={cards.voters.length} body="rows">
      <Table
        inCard
        label={word('voters.label')}
        rows={cards.voters}
        columns={columns}
        rowKey={(row) => row.voter}
        rowName={({ name }) => name}
        onOpen={(row) => setVoter(row.voter)}
        phoneRow={(row) => (
          <span className="flex min-w-0 flex-1 items-center gap-3">
            <span className="grid min-w-0 flex-1 grid-cols-1">
              <span className="truncate">{row.name}</span>
              <span className="text-small text-ink-3 tabular-nums">
                {word('voter.weight')} {scoreText(row.weight) || '–'}
              </span>
            </span>
            <span className="tabular-nums">{scoreText(row.choices?.brier)}</span>
          </span>
        )}
      />
      <dl className="grid gap-x-8 gap-y-2 border-t border-line-faint px-3.5 py-2.5 text-small desk:grid-cols-2">
        <div>
          <dt className="font-strong">{word('correlation.title')}</dt>
          <dd className="text-ink-2">
            {cards.correlation === null || cards.effectiveVoices === null
              ? word('correlation.none')
              : word('correlation.body', { value: cards.correlation.toFixed(2), voices: cards.effectiveVoices.toFixed(1) })}
          </dd>
        </div>
        <div>
          <dt className="font-strong">{word('quorum.title')}</dt>
          <dd className="text-ink-2">
            {word(cards.quorum.allowed ? 'quorum.on' : 'quorum.off')}: {cards.quorum.why}
          </dd>
        </div>
      </dl>
      {chosen ? <VoterSheet voter={chosen} onClose={() => setVoter('')} /> : null}
    </Card>
  )
}

const columns: readonly Column<VoterScores>[] = [
  {
    id: 'name',
    head: word('voter.name'),
    width: 'minmax(140px, 1.4fr)',
    cell: (row) => (
      <span className="flex min-w-0 items-center gap-2">
        <span className="truncate">{row.name}</span>
        {row.pauseSuggested ? <Badge tone="warn">{word('voter.pause')}</Badge> : null}
      </span>
    ),
  },
  figure('weight', word('voter.weight'), (row) => scoreText(row.weight)),
  figure('brier', word('voter.brier'), (row) => scoreText(row.choices?.brier)),
  figure('skill', word('voter.skill'), (row) => signedScore(row.choices?.skillOverEvenChance), 'wide'),
  figure('right', word('voter.right'), (row) => percentText(row.choices?.accuracy), 'wide'),
  figure('answered', word('voter.answered'), (row) => String(row.answered)),
  figure('absent', word('voter.absent'), (row) => String(row.absent), 'side'),
  figure('cost', word('voter.cost'), (row) => formatDollars(row.costMicros), 'side'),
  figure('point', word('voter.point'), (row) => (row.costPerPointMicros === null ? '' : formatDollars(row.costPerPointMicros)), 'side'),
]

function figure(id: string, head: string, text: (row: VoterScores) => string, hideBelow?: 'side' | 'wide'): Column<VoterScores> {
  return { id, head, width: 'minmax(80px, 1fr)', align: 'end', hideBelow, cell: (row) => <span className="tabular-nums">{text(row)}</span> }
}
