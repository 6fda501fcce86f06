import { Badge } from '../../kit/Badge.tsx'
import { Button } from '../../kit/Button.tsx'
import { Bytes, Count, Duration, Money, Share } from '../../kit/Figures.tsx'
import { Card } from '../../kit/Card.tsx'
import { CodeBlock } from '../../kit/CodeBlock.tsx'
import { Facts } from '../../kit/Facts.tsx'
import { ListRow, ListRows } from '../../kit/ListRow.tsx'
import { RelativeTime } from '../../kit/RelativeTime.tsx'
import { StatusGlyph } from '../../kit/StatusGlyph.tsx'
import { word } from './words.ts'

const opened = Date.now()
const minute = 60_000

export function FactCards() {
  return (
    <>
      <Card title={word('facts')} aside={word('facts.aside')} body="rows">
        <Facts
          facts={[
            {
              label: 'Framework',
              value: 'Next.js 16.0.3',
              source: 'package.json:31',
              evidence: (
                <CodeBlock
                  label="package.json"
                  firstLine={30}
                  marked={[31]}
                  text={'  "dependencies": {\n    "next": "16.0.3",\n    "react": "19.3.1"'}
                />
              ),
            },
            { label: 'Runtime', value: 'Node 24.11', source: '.nvmrc' },
            { label: 'Memory', value: <Bytes value={432_013_312} /> },
            { label: 'Up', value: <Duration milliseconds={11_520_000} /> },
            { label: 'Errors', value: <Share value={0.0004} /> },
            { label: 'Revenue', value: <Money minor={1_142_000} currency="EUR" /> },
            { label: 'Lines', value: <Count value={118_432} /> },
          ]}
        />
      </Card>
      <Card title={word('open')} count={3} aside={<Badge tone="bad">1 high</Badge>} body="rows">
        <ListRows>
          <ListRow
            picture={<StatusGlyph kind="asks" />}
            title="Switch Parcelo 1.9.2 to production"
            detail="12 of 12 probes passed"
            aside={<RelativeTime at={opened - 4 * minute} />}
            actions={<Button size="small">{word('open')}</Button>}
          />
          <ListRow
            picture={<StatusGlyph kind="failing" />}
            title={word('alert')}
            detail="pdf-render at 512 MiB"
            aside={<RelativeTime at={opened - 44 * minute} />}
          />
          <ListRow
            picture={<StatusGlyph kind="risk" />}
            title={word('alert.risk')}
            aside={<RelativeTime at={opened - 420 * minute} />}
            href="/kit"
          />
        </ListRows>
      </Card>
    </>
  )
}
