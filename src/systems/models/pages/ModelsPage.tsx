import { usePathField } from '#ui/app/navigation.ts'
import { TabLinks } from '#ui/kit/Tabs.tsx'
import { PageBody } from '#ui/shell/Page.tsx'
import { PageHeader } from '#ui/shell/PageHeader.tsx'
import { CallsTab } from './CallsTab.tsx'
import { ModelsTab } from './ModelsTab.tsx'
import { SpendingTab } from './SpendingTab.tsx'
import { word } from './words.ts'

/** Models with their prices, what they cost, and every call of them. */
export function ModelsPage() {
  const tab = usePathField('tab')
  return (
    <>
      <PageHeader title={word('title')} crumbs={[{ label: word('settings'), href: '/settings/models' }]} />
      <PageBody>
        <TabLinks
          label={word('tabs')}
          tabs={[
            { href: '/models', label: word('tab.models'), exact: true },
            { href: '/models/spending', label: word('tab.spending') },
            { href: '/models/calls', label: word('tab.calls') },
          ]}
        />
        {tab === 'spending' ? <SpendingTab /> : tab === 'calls' ? <CallsTab /> : <ModelsTab />}
      </PageBody>
    </>
  )
}
