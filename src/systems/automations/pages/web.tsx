import { Plus, Workflow } from 'lucide-react'
import type { PaletteEntry, WebSystem } from '#ui/slots.ts'
import { useOperation } from '#ui/client/use-operation.ts'
import { automationHref, automationKind, automationWord } from './automation-state.ts'
import { automations as client } from './client.ts'
import { word } from './words.ts'

const live = ['automations.*']
const automationPage = () => import('./AutomationPage.tsx').then((module) => module.AutomationPage)

export const automations: WebSystem = {
  id: 'automations',
  label: word('title'),
  icon: Workflow,
  area: 'plan',
  key: 'a',
  routes: [
    { path: '/automations', live, load: () => import('./AutomationsPage.tsx').then((module) => module.AutomationsPage) },
    { path: '/automations/new', load: automationPage },
    { path: '/automations/$automation', live, load: automationPage },
  ],
  panels: {
    'sidebar.count': [{ id: 'automations', order: 0, live, useCount }],
    'palette.source': [{ id: 'automations', order: 20, group: 'go', search }],
  },
}

function useCount() {
  const list = useOperation(client, 'list', { limit: 200, sort: 'name' })
  if (!list.data) return null
  const failed = list.data.items.some((one) => one.enabled && one.lastRun?.state === 'failed')
  return { count: list.data.items.length, ...(failed ? { status: 'failing' as const } : {}) }
}

async function search(text: string, signal: AbortSignal): Promise<readonly PaletteEntry[]> {
  const { items } = await client.call('list', { limit: 6, sort: 'name', ...(text ? { text } : {}) }, { signal })
  const found = items.map((row): PaletteEntry => ({
    id: row.id,
    label: row.title ?? row.name,
    detail: row.name,
    icon: Workflow,
    status: { kind: automationKind(row), word: word(`state.${automationWord(row)}`) },
    href: automationHref(row),
  }))
  return [...found, { id: 'automations.new', label: word('palette.new'), icon: Plus, href: '/automations/new' }]
}
