import { Badges } from '#ui/kit/Badge.tsx'
import { Button } from '#ui/kit/Button.tsx'
import { Sheet } from '#ui/kit/Dialog.tsx'
import { Facts } from '#ui/kit/Facts.tsx'
import { RelativeTime } from '#ui/kit/RelativeTime.tsx'
import type { ApiKey } from '../client.ts'
import { useProjectNames } from '../projects.ts'
import { word as own } from '../words.ts'
import { word } from './words.ts'

interface KeySheetProps {
  readonly apiKey: ApiKey | undefined
  readonly onRevoke: (key: ApiKey) => void
  readonly onClose: () => void
}

/** All that is known of a key but the key itself. */
export function KeySheet({ apiKey, onRevoke, onClose }: KeySheetProps) {
  const projectOf = useProjectNames()
  if (!apiKey) return null
  const never = <span className="text-ink-3">{own('never')}</span>
  return (
    <Sheet open onClose={onClose} title={apiKey.name}>
      <div className="-mx-3.5 grid gap-4">
        <Facts
          facts={[
            { label: word('keys.id'), value: <span className="font-mono text-small">{`opt_${apiKey.id}${apiKey.hint}`}</span> },
            {
              label: word('keys.rights'),
              value: <Badges most={50} names={apiKey.permissions.map((one) => (one === '*' ? own('rights.all') : one))} />,
            },
            { label: word('keys.projects'), value: apiKey.projects?.map(projectOf).join(', ') ?? word('keys.projects.none') },
            {
              label: word('keys.addresses'),
              value: <span className="font-mono text-small">{apiKey.addresses.join(', ') || word('keys.anywhere')}</span>,
            },
            { label: word('keys.rate'), value: apiKey.perMinute ?? word('keys.unlimited') },
            { label: word('keys.created'), value: <RelativeTime at={apiKey.createdAt} phrase /> },
            { label: word('keys.expires'), value: apiKey.expiresAt ? <RelativeTime at={apiKey.expiresAt} phrase /> : never },
            { label: word('keys.used'), value: apiKey.lastUsedAt ? <RelativeTime at={apiKey.lastUsedAt} phrase /> : never },
          ]}
        />
        <div className="px-3.5">
          <Button variant="danger" onClick={() => onRevoke(apiKey)}>
            {word('keys.revoke')}
          </Button>
        </div>
      </div>
    </Sheet>
  )
}
