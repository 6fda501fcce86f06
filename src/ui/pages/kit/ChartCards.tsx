import { formatShare } from '../../format/number.ts'
import { ActivityBars } from '../../kit/ActivityBars.tsx'
import { Card } from '../../kit/Card.tsx'
import { LineChart } from '../../kit/LineChart.tsx'
import { RiskBar } from '../../kit/RiskBar.tsx'
import { Sparkline } from '../../kit/Sparkline.tsx'
import { Stat, StatStrip } from '../../kit/Stat.tsx'
import { word } from './words.ts'

const minute = 60_000
const end = Date.now()
const times = Array.from({ length: 180 }, (_, index) => end - (179 - index) * minute)
const now = times.map((_, index) => (index > 60 && index < 76 ? null : wave(index, 0.5)))
const past = times.map((_, index) => wave(index + 40, 0.36))
const spark = Array.from({ length: 30 }, (_, index) => (index > 17 && index < 21 ? null : wave(index * 5, 0.4)))

export function ChartCards() {
  return (
    <>
      <Card title={word('charts')}>
        <LineChart
          label={word('charts')}
          times={times}
          format={formatShare}
          limit={0.9}
          marks={[{ at: end - 50 * minute, label: '2.13.4' }]}
          series={[
            { label: word('chart.now'), values: now },
            { label: word('chart.past'), values: past, past: true },
          ]}
        />
      </Card>
      <Card title={word('small')}>
        <StatStrip>
          <Stat label="Requests" value="842" unit="/min" picture={<Sparkline label="Requests" tone="accent" values={spark} />} />
          <Stat label="p95" value="182" unit="ms" picture={<Sparkline label="p95" values={spark} />} />
          <Stat label={word('table.risk')} value="31" picture={<ActivityBars days={[0, 2, 5, 1, 0, 0, 3, 4, 8, 2, 0, 1, 6, 3]} />} />
        </StatStrip>
        <div className="mt-3 flex flex-wrap items-center gap-6">
          <RiskBar risk={12} />
          <RiskBar risk={48} />
          <RiskBar risk={72} />
          <RiskBar risk={null} />
        </div>
      </Card>
    </>
  )
}

function wave(index: number, middle: number): number {
  return middle + 0.12 * Math.sin(index / 7) + 0.07 * Math.sin(index / 2.3) + 0.03 * Math.sin(index * 1.7)
}
