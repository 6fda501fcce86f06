import { Badge } from '../../kit/Badge.tsx'
import { EntityHeader } from '../../kit/EntityHeader.tsx'
import { TextLink } from '../../kit/Link.tsx'
import { TabLinks } from '../../kit/Tabs.tsx'
import { AlertStrip } from '../../kit/AlertStrip.tsx'
import { Button } from '../../kit/Button.tsx'
import { Card } from '../../kit/Card.tsx'
import { CodeBlock } from '../../kit/CodeBlock.tsx'
import { Log } from '../../kit/Log.tsx'
import type { LogLine } from '../../kit/log-lines.ts'
import { word } from './words.ts'

const lines: readonly LogLine[] = [
  { at: '2026-11-24T10:41:52.118Z', source: 'info', text: 'GET /api/invoices?page=2 200 in 41 ms' },
  { at: '2026-11-24T10:41:53.402Z', source: 'info', text: 'GET /invoices/2026-1184 200 in 88 ms' },
  {
    at: '2026-11-24T10:41:57.031Z',
    source: 'warn',
    level: 'warn',
    text: 'slow query 412 ms: select … from invoice_line where account_id = $1',
  },
  { at: '2026-11-24T10:42:01.774Z', source: 'info', text: 'job vat.export#8821 started' },
  { at: '2026-11-24T10:42:04.902Z', source: 'error', level: 'error', text: 'webhook acme-bank: 502 from upstream, retry 2 of 5 in 8 s' },
  { at: '2026-11-24T10:42:06.007Z', source: 'info', text: 'GET /api/health 200 in 2 ms' },
]

export function TextCards() {
  return (
    <>
      <Card>
        <EntityHeader
          id="Ledgerline"
          name="Ledgerline"
          badges={<Badge>#client</Badge>}
          lead={
            <>
              <span className="font-mono">~/projects/ledgerline</span> · <TextLink href="/kit">{word('overview')}</TextLink>
            </>
          }
          actions={<Button>{word('run')}</Button>}
        />
        <div className="mt-3">
          <TabLinks
            label={word('tabs')}
            tabs={[
              { href: '/kit', label: word('overview') },
              { href: '/runs', label: word('processes'), count: 4 },
            ]}
          />
        </div>
      </Card>
      <AlertStrip
        kind="failing"
        title={word('alert')}
        since={word('alert.since')}
        actions={
          <>
            <Button size="small">{word('acknowledge')}</Button>
            <Button size="small">{word('open')}</Button>
          </>
        }
      >
        {word('alert.body')}
      </AlertStrip>
      <AlertStrip kind="risk" title={word('alert.risk')} />
      <Card title={word('log')} body="rows">
        <Log lines={lines} height={150} live />
      </Card>
      <Card title={word('code')}>
        <CodeBlock
          label={word('code')}
          firstLine={1}
          marked={[3]}
          text={'FROM node:24-slim\nWORKDIR /app\nEXPOSE 3000\nCMD ["node", "server.js"]'}
        />
      </Card>
    </>
  )
}
