import { formatDollars } from '#ui/format/dollars.ts'
import { Sheet } from '#ui/kit/Dialog.tsx'
import { Facts, type Fact } from '#ui/kit/Facts.tsx'
import { Link } from '#ui/kit/Link.tsx'
import type { VoterScores } from '../client.ts'
import { percentText } from '../percent.ts'
import { MurphyCard } from './MurphyCard.tsx'
import { ReliabilityDiagram } from './ReliabilityDiagram.tsx'
import { scoreText, signedScore } from './score-text.ts'
import { word } from './words.ts'

/** One voter's scores, calibration and domains. */
export function VoterSheet({ voter, onClose }: { voter: VoterScores; onClose: () => void }) {
  const { choices } = voter
  return (
    <Sheet open onClose={onClose} title={word('voter.title', { name: voter.name })}>
      <div className="grid gap-4">
        <div className="-mx-3.5">
          <Facts facts={factsOf(voter)} />
        </div>
        {choices ? (
          <>
            <ReliabilityDiagram bins={choices.bins} />
            <MurphyCard murphy={choices.murphy} />
            <Domains domains={choices.domains} />
          </>
        ) : (
          <p className="text-ink-3">{word('voter.none')}</p>
        )}
      </div>
    </Sheet>
  )
}

function factsOf(voter: VoterScores): Fact[] {
  const { choices } = voter
  return [
    ...(voter.kind === 'persona'
      ? [
          {
            label: word('voter.mind'),
            value: (
              <Link href={`/council/personas/${voter.voter}`} className="evidence rounded-mark hover:text-ink-2">
                {word('voter.mind.open')}
              </Link>
            ),
          },
        ]
      : []),
    { label: word('voter.weight'), value: scoreText(voter.weight) || '–' },
    ...(choices
      ? [
          { label: word('brier'), value: scoreText(choices.brier) },
          { label: word('accuracy'), value: percentText(choices.accuracy) },
          { label: word('error'), value: scoreText(choices.calibrationError) },
          { label: word('voter.skill'), value: signedScore(choices.skillOverEvenChance) || '–' },
        ]
      : []),
    { label: word('voter.answered'), value: String(voter.answered) },
    { label: word('voter.absent'), value: String(voter.absent) },
    { label: word('voter.flips'), value: `${voter.flippedToRight}, ${voter.flippedToWrong}` },
    { label: word('voter.cost'), value: formatDollars(voter.costMicros) },
    ...(voter.costPerPointMicros === null
      ? []
      : [{ label: word('voter.point'), value: <span title={word('voter.point.help')}>{formatDollars(voter.costPerPointMicros)}</span> }]),
  ]
}

function Domains({ domains }: { domains: NonNullable<VoterScores['choices']>['domains'] }) {
  if (domains.length === 0) return null
  return (
    <div>
      <h3 className="mb-1 font-strong">{word('voter.domains')}</h3>
      <table className="w-full text-small tabular-nums">
        <thead className="text-left text-ink-3">
          <tr>
            <th className="font-text">{word('domain')}</th>
            <th className="text-right font-text">{word('outcomes')}</th>
            <th className="text-right font-text">{word('voter.domain.skill')}</th>
          </tr>
        </thead>
        <tbody>
          {domains.map(({ domain, count, skill }) => (
            <tr key={domain} className="border-t border-line-faint">
              <td className="py-1">{domain}</td>
              <td className="text-right">{count}</td>
              <td className="text-right">{signedScore(skill) || '–'}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
