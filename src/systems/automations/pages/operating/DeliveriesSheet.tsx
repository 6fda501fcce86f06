import { RotateCcw } from 'lucide-react'
import { useState } from 'react'
import { useList } from '#ui/client/use-list.ts'
import { useMutationOf } from '#ui/client/use-mutation-of.ts'
import { Badge, type BadgeTone } from '#ui/kit/Badge.tsx'
import { Button } from '#ui/kit/Button.tsx'
import { CodeBlock } from '#ui/kit/CodeBlock.tsx'
import { Sheet } from '#ui/kit/Dialog.tsx'
import { TextLink } from '#ui/kit/Link.tsx'
import { RelativeTime } from '#ui/kit/RelativeTime.tsx'
import { SkeletonRows } from '#ui/kit/Skeleton.tsx'
import { automations, type Delivery, type Webhook } from '../client.ts'
import { runHref } from '../runs/run-state.ts'
import { word } from '../words.ts'

/** What came to a webhook, what became of it, and once more. */
export function DeliveriesSheet({ webhook, onClose }: { webhook: Webhook; onClose: () => void }) {
  const list = useList(automations, 'listDeliveries', { webhook: webhook.id, limit: 50, sort: '-at' })
  const [open, setOpen] = useState<string | null>(null)
  return (
    <Sheet open onClose={onClose} title={webhook.name} description={<CodeBlock label={word('secret.address')} text={webhook.address} />}>
      {list.isPending ? <SkeletonRows rows={3} /> : null}
      {list.data?.length === 0 ? <p className="text-ink-3">{word('deliveries.none')}</p> : null}
      <ul aria-label={word('webhooks.deliveries')} className="hairlines">
        {(list.data ?? []).map((delivery) => (
          <li key={delivery.id} className="grid gap-2 py-2">
            <button
              type="button"
              aria-expanded={delivery.id === open}
              onClick={() => setOpen(delivery.id === open ? null : delivery.id)}
              className="flex min-w-0 items-center gap-2 rounded-mark text-left"
            >
              <Badge tone={tones[delivery.outcome]}>{word(`delivery.${delivery.outcome}`)}</Badge>
              <span className="min-w-0 flex-1 truncate text-ink-2">{delivery.reason ?? delivery.delivery ?? ''}</span>
              <RelativeTime at={delivery.at} className="text-small text-ink-3" />
            </button>
            {delivery.id === open ? <Detail delivery={delivery} /> : null}
          </li>
        ))}
      </ul>
    </Sheet>
  )
}

function Detail({ delivery }: { delivery: Delivery }) {
  const replay = useMutationOf(automations, 'replayDelivery')
  return (
    <div className="grid min-w-0 gap-2">
      {delivery.run ? <TextLink href={runHref({ id: delivery.run })}>{word('deliveries.run')}</TextLink> : null}
      <CodeBlock
        label={word('deliveries.headers')}
        text={Object.entries(delivery.headers)
          .map(([name, value]) => `${name}: ${value}`)
          .join('\n')}
      />
      <CodeBlock label={word('deliveries.body')} text={delivery.body} />
      <div>
        <Button
          size="small"
          icon={RotateCcw}
          busy={replay.isPending && word('deliveries.replaying')}
          onClick={() => replay.mutate({ delivery: delivery.id })}
        >
          {word('deliveries.replay')}
        </Button>
      </div>
    </div>
  )
}

const tones: Readonly<Record<Delivery['outcome'], BadgeTone>> = {
  started: 'ok',
  ignored: 'outline',
  duplicate: 'outline',
  refused: 'warn',
  failed: 'bad',
}
