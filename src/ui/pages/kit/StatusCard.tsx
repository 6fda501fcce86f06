import { Badge, Badges } from '../../kit/Badge.tsx'
import { Card } from '../../kit/Card.tsx'
import { Kbd } from '../../kit/Kbd.tsx'
import { Monogram } from '../../kit/Monogram.tsx'
import { Status } from '../../kit/Status.tsx'
import type { StatusKind } from '../../kit/StatusGlyph.tsx'
import { word } from './words.ts'

const kinds: readonly StatusKind[] = ['healthy', 'passed', 'running', 'asks', 'risk', 'failing', 'unknown', 'stopped', 'paused']
const names = ['Ledgerline', 'Parcelo', 'Stempel', 'Fernweh', 'Halyard', 'Almanac', 'Kiosk', 'Loomtext', 'Tracewell', 'Pantry']

export function StatusCard() {
  return (
    <Card title={word('status')}>
      <div className="grid grid-cols-3 gap-y-2.5">
        {kinds.map((kind) => (
          <Status key={kind} kind={kind} />
        ))}
      </div>
      <div className="mt-3.5 flex flex-wrap gap-1.5">
        <Badge>TypeScript</Badge>
        <Badge tone="accent">running</Badge>
        <Badge tone="ok">passed</Badge>
        <Badge tone="warn">3 changed</Badge>
        <Badge tone="bad">1 high</Badge>
        <Badge tone="plain" mono>
          :3000
        </Badge>
        <Badge tone="accent" glyph="running">
          Deploying 2.14.0
        </Badge>
        <Badges names={['Ruby', 'Rails', 'Sidekiq', 'Redis', 'Postgres', 'Vite']} />
      </div>
      <div className="mt-3.5 flex flex-wrap items-center gap-2">
        {names.map((name) => (
          <Monogram key={name} id={name} name={name} />
        ))}
        <Monogram id="Ledgerline" name="Ledgerline" size={16} />
        <Monogram id="Ledgerline" name="Ledgerline" size={28} />
        <Monogram id="Ledgerline" name="Ledgerline" size={36} />
        <Kbd keys="⌘ K" />
      </div>
    </Card>
  )
}
