import { useQueryField } from '#ui/app/navigation.ts'
import { asProblem } from '#ui/client/problem.ts'
import { useOperation } from '#ui/client/use-operation.ts'
import { formatNumber } from '#ui/format/number.ts'
import { Card } from '#ui/kit/Card.tsx'
import { EmptyState } from '#ui/kit/EmptyState.tsx'
import { ErrorState } from '#ui/kit/ErrorState.tsx'
import { ButtonLink, Link } from '#ui/kit/Link.tsx'
import { LineChart } from '#ui/kit/LineChart.tsx'
import { Select } from '#ui/kit/Select.tsx'
import { SkeletonRows } from '#ui/kit/Skeleton.tsx'
import { Stat, StatStrip } from '#ui/kit/Stat.tsx'
import { Freshness } from '#ui/shell/Freshness.tsx'
import { Columns, PageBody } from '#ui/shell/Page.tsx'
import { PageHeader } from '#ui/shell/PageHeader.tsx'
import { AreaTabs } from '../AreaTabs.tsx'
import { council, type Scores } from '../client.ts'
import { percentText } from '../percent.ts'
import { ForecastingCard } from './ForecastingCard.tsx'
import { growthLines } from './growth-lines.ts'
import { MurphyCard } from './MurphyCard.tsx'
import { ReliabilityDiagram } from './ReliabilityDiagram.tsx'
import { scoreText, signedScore } from './score-text.ts'
import { VotersCard } from './VotersCard.tsx'
import { word } from './words.ts'

/** How sure is right, how skill grew, and who it comes from. */
export function CalibrationPage() {
  const [domain, setDomain] = useQueryField('domain')
  const inDomain = domain ? { domain } : {}
  const calibration = useOperation(council, 'calibration', inDomain)
  const everywhere = useOperation(council, 'calibration', {}).data
  const cards = useOperation(council, 'scorecards', inDomain)
  const { data } = calibration
  const domains = everywhere?.council.choices?.domains ?? []
  return (
    <>
      <PageHeader title={word('calibration.title')} freshness={<Freshness answer={calibration} />} />
      <PageBody>
        <AreaTabs />
        {domains.length > 0 ? (
          <div>
            <Select
              label={word('domain')}
              value={domain}
              onValue={setDomain}
              options={[
                { value: '', label: word('domain.all') },
                ...domains.map((one) => ({ value: one.domain, label: `${one.domain} (${one.count})` })),
              ]}
            />
          </div>
        ) : null}
        {calibration.error && !data ? (
          <ErrorState what={word('calibration.title')} problem={asProblem(calibration.error)} onRetry={() => void calibration.refetch()} />
        ) : data ? (
          <>
            {data.outcomes === 0 ? null : (
              <Figures scores={data.council} outcomes={data.outcomes} voices={cards.data?.effectiveVoices ?? null} />
            )}
            <Columns side={<ForecastingCard />}>
              {data.outcomes === 0 ? <Nothing /> : null}
              {data.council.choices ? (
                <>
                  <div className="grid gap-(--gap) side:grid-cols-2">
                    <ReliabilityDiagram bins={data.council.choices.bins} />
                    <MurphyCard murphy={data.council.choices.murphy} />
                  </div>
                  <Card title={word('growth.title')}>
                    <Growth points={data.points} />
                  </Card>
                </>
              ) : null}
              {data.council.numbers ? (
                <Card title={word('numbers.title')}>
                  <p>
                    {word('numbers.body', {
                      count: data.council.numbers.count,
                      coverage: percentText(data.council.numbers.coverage),
                      pinball: scoreText(data.council.numbers.pinball),
                    })}
                  </p>
                </Card>
              ) : null}
            </Columns>
            {cards.data && cards.data.voters.length > 0 ? <VotersCard cards={cards.data} /> : null}
          </>
        ) : (
          <SkeletonRows />
        )}
      </PageBody>
    </>
  )
}

function Nothing() {
  return (
    <Card>
      <EmptyState
        title={word('calibration.empty')}
        actions={<ButtonLink href="/council/journal">{word('calibration.journal')}</ButtonLink>}
      >
        {word('calibration.empty.body')}
      </EmptyState>
    </Card>
  )
}

function Figures({ scores, outcomes, voices }: { scores: Scores; outcomes: number; voices: number | null }) {
  const { choices } = scores
  return (
    <StatStrip>
      <Stat
        label={word('outcomes')}
        value={
          <Link href="/council/journal?show=resolved" className="evidence rounded-mark hover:text-ink-2">
            {formatNumber(outcomes)}
          </Link>
        }
      />
      {choices ? (
        <>
          <Stat label={word('accuracy')} value={percentText(choices.accuracy)} />
          <Stat label={word('brier')} value={scoreText(choices.brier)} />
          <Stat label={word('error')} value={scoreText(choices.calibrationError)} />
          {choices.skillOverPlainPool === null ? null : <Stat label={word('skill')} value={signedScore(choices.skillOverPlainPool)} />}
        </>
      ) : null}
      {voices === null ? null : <Stat label={word('voices')} value={voices.toFixed(1)} />}
    </StatStrip>
  )
}

function Growth({ points }: { points: Parameters<typeof growthLines>[0] }) {
  const { times, council: own, plainPool } = growthLines(points)
  return (
    <LineChart
      label={word('growth.chart')}
      times={times}
      series={[
        { label: word('growth.council'), values: own },
        { label: word('growth.pool'), values: plainPool, past: true },
      ]}
      format={scoreText}
      height={150}
    />
  )
}
