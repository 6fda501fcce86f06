import { usePanels } from '../app/systems.ts'
import { LoadedPanel } from '../app/LoadedPanel.tsx'
import { Button } from '../kit/Button.tsx'
import { Card } from '../kit/Card.tsx'
import { EmptyState } from '../kit/EmptyState.tsx'
import { ButtonLink } from '../kit/Link.tsx'
import { useNow } from '../kit/use-now.ts'
import { usePhone } from '../kit/use-media.ts'
import { openPalette } from '../palette/palette-store.ts'
import { useSession } from '../session/session.ts'
import { HorizonStrip } from '../shell/HorizonStrip.tsx'
import { shortHorizonHours } from '../shell/horizon-scale.ts'
import { Columns, PageBody } from '../shell/Page.tsx'
import { PageHeader } from '../shell/PageHeader.tsx'
import type { TodayCard } from '../slots.ts'
import { word } from './words.ts'

const ownCards: readonly TodayCard[] = [
  {
    id: 'approvals',
    order: 5,
    column: 'main',
    live: ['approvals.*'],
    load: () => import('./TodayApprovals.tsx').then((module) => module.TodayApprovals),
  },
  {
    id: 'runs',
    order: 80,
    column: 'side',
    live: ['runs.*'],
    load: () => import('./TodayRuns.tsx').then((module) => module.TodayRuns),
  },
]

/** What needs you now: cards of the systems, in the order of how much they want. */
export function TodayPage() {
  const given = usePanels('today.card')
  const cards = [...ownCards, ...given].toSorted((a, b) => a.order - b.order)
  const now = useNow(null)
  const phone = usePhone()
  const name = useSession().data?.person?.name.split(' ')[0]
  const greeting = greetingAt(now)
  const side = cards.filter(({ column }) => column === 'side')
  const main = cards.filter(({ column }) => column === 'main')
  return (
    <>
      <PageHeader title={phone ? greeting : word('today')} mark />
      {phone ? (
        <div className="flex h-(--horizon) border-y border-line bg-canvas">
          <HorizonStrip now={now} hours={shortHorizonHours} every={3} />
        </div>
      ) : null}
      <PageBody wide={false}>
        {phone ? null : (
          <h2 className="mt-1 text-page font-title tracking-title">{name ? word('today.named', { greeting, name }) : greeting}</h2>
        )}
        {given.length === 0 ? (
          <NothingYet />
        ) : side.length === 0 ? (
          <Cards cards={main} />
        ) : (
          <Columns side={<Cards cards={side} />}>
            <Cards cards={main} />
          </Columns>
        )}
      </PageBody>
    </>
  )
}

function Cards({ cards }: { cards: readonly TodayCard[] }) {
  return cards.map((card) => <LoadedPanel key={card.id} panel={card} props={{}} />)
}

/** By the clock of this device: it is the reader's morning that counts. */
function greetingAt(now: number): string {
  const hour = new Date(now).getHours()
  return word(hour < 12 ? 'today.morning' : hour < 18 ? 'today.afternoon' : 'today.evening')
}

function NothingYet() {
  return (
    <Card>
      <EmptyState
        title={word('today.empty')}
        actions={
          <>
            <Button variant="primary" onClick={() => openPalette()}>
              {word('today.empty.action')}
            </Button>
            <ButtonLink variant="quiet" href="/docs">
              {word('today.empty.help')}
            </ButtonLink>
          </>
        }
      >
        {word('today.empty.body')}
      </EmptyState>
    </Card>
  )
}
