import { PageBody } from '../../shell/Page.tsx'
import { PageHeader } from '../../shell/PageHeader.tsx'
import { ButtonCard } from './ButtonCard.tsx'
import { ChartCards } from './ChartCards.tsx'
import { ColourCard } from './ColourCard.tsx'
import { ControlCard } from './ControlCard.tsx'
import { FactCards } from './FactCards.tsx'
import { FormCard } from './FormCard.tsx'
import { OverlayCard } from './OverlayCard.tsx'
import { StateCards } from './StateCards.tsx'
import { StatusCard } from './StatusCard.tsx'
import { TableCard } from './TableCard.tsx'
import { TextCards } from './TextCards.tsx'
import { word } from './words.ts'

/** Every part of the interface in every state it must have; its names and numbers are examples. */
export function KitPage() {
  return (
    <>
      <PageHeader title={word('title')} crumbs={[{ label: word('settings'), href: '/settings/appearance' }]} freshness={word('lead')} />
      <PageBody>
        <div className="grid items-start gap-(--gap) desk:grid-cols-2 side:grid-cols-3">
          <Column>
            <ButtonCard />
            <StatusCard />
            <ColourCard />
          </Column>
          <Column>
            <FormCard />
            <StateCards />
          </Column>
          <Column>
            <OverlayCard />
            <ControlCard />
            <FactCards />
          </Column>
        </div>
        <TableCard />
        <div className="grid items-start gap-(--gap) side:grid-cols-2">
          <Column>
            <ChartCards />
          </Column>
          <Column>
            <TextCards />
          </Column>
        </div>
      </PageBody>
    </>
  )
}

function Column({ children }: { children: React.ReactNode }) {
  return <div className="grid min-w-0 gap-(--gap)">{children}</div>
}
