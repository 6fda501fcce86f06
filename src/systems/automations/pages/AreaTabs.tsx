import { TabLinks } from '#ui/kit/Tabs.tsx'
import { word } from './words.ts'

/** The pages of automations as a whole, on top of each of them. */
export function AreaTabs() {
  return <TabLinks label={word('title')} tabs={tabs} />
}

const tabs = [
  { href: '/automations', label: word('area.list'), exact: true },
  { href: '/automations/runs', label: word('runs.title') },
  { href: '/automations/approvals', label: word('approvals.title') },
  { href: '/automations/triggers', label: word('triggers.title') },
  { href: '/automations/webhooks', label: word('webhooks.title') },
  { href: '/automations/state', label: word('state.title') },
  { href: '/automations/queues', label: word('queues.title') },
  { href: '/automations/playground', label: word('playground.title') },
]
