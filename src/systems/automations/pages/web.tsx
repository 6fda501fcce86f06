import { Plus, Workflow } from 'lucide-react'
import type { HorizonCount, HorizonMark, PaletteEntry, TimeRange, WebSystem } from '#ui/slots.ts'
import { useOperation } from '#ui/client/use-operation.ts'
import { automationHref, automationKind, automationWord } from './automation-state.ts'
import { automations as client } from './client.ts'
import { word } from './words.ts'

const live = ['automations.*']
const automationPage = () => import('./AutomationPage.tsx').then((module) => module.AutomationPage)
const approvalsPage = () => import('./approvals/ApprovalsPage.tsx').then((module) => module.ApprovalsPage)

export const automations: WebSystem = {
  id: 'automations',
  label: word('title'),
  icon: Workflow,
  area: 'plan',
  key: 'a',
  routes: [
    { path: '/automations', live, load: () => import('./AutomationsPage.tsx').then((module) => module.AutomationsPage) },
    { path: '/automations/new', load: automationPage },
    { path: '/automations/runs', live, load: () => import('./runs/RunsPage.tsx').then((module) => module.RunsPage) },
    { path: '/automations/runs/$run', live, load: () => import('./runs/RunPage.tsx').then((module) => module.RunPage) },
    { path: '/automations/approvals', live, load: approvalsPage },
    { path: '/automations/approvals/$approval', live, load: approvalsPage },
    { path: '/automations/triggers', live, load: () => import('./operating/TriggersPage.tsx').then((module) => module.TriggersPage) },
    { path: '/automations/webhooks', live, load: () => import('./operating/WebhooksPage.tsx').then((module) => module.WebhooksPage) },
    { path: '/automations/state', live, load: () => import('./operating/StatePage.tsx').then((module) => module.StatePage) },
    { path: '/automations/queues', live, load: () => import('./operating/QueuesPage.tsx').then((module) => module.QueuesPage) },
    { path: '/automations/playground', load: () => import('./operating/PlaygroundPage.tsx').then((module) => module.PlaygroundPage) },
    { path: '/automations/$automation', live, load: automationPage },
  ],
  panels: {
    'project.tab': [
      {
        id: 'automations.project',
        order: 60,
        label: word('title'),
        path: 'automations',
        live,
        load: () => import('./ProjectAutomations.tsx').then((module) => module.ProjectAutomations),
      },
    ],
    'today.card': [
      {
        id: 'automations.today',
        order: 5,
        column: 'main',
        live,
        load: () => import('./TodayAutomations.tsx').then((module) => module.TodayAutomations),
      },
    ],
    'sidebar.count': [{ id: 'automations', order: 0, live, useCount }],
    'horizon.counts': [{ id: 'automations', order: 30, live, useCounts }],
    'horizon.marks': [{ id: 'automations', order: 30, live, useMarks }],
    'palette.source': [{ id: 'automations', order: 20, group: 'go', search }],
  },
}

const mineInput = { limit: 20, mine: true, state: 'open' } as const

function useCount() {
  const list = useOperation(client, 'list', { limit: 200, sort: 'name' })
  const asked = useOperation(client, 'listApprovals', mineInput).data?.items.length ?? 0
  if (!list.data) return null
  const failed = list.data.items.some((one) => one.enabled && one.lastRun?.state === 'failed')
  const status = failed ? ('failing' as const) : asked > 0 ? ('asks' as const) : undefined
  const count = list.data.items.length
  return count > 0 || status ? { count, ...(status ? { status } : {}) } : null
}

function useCounts(): readonly HorizonCount[] {
  const count = useOperation(client, 'listApprovals', mineInput).data?.items.length ?? 0
  return count > 0 ? [{ kind: 'asks', label: word('approvals.to_answer', { count }), href: '/automations/approvals' }] : []
}

/** A start takes no time; it is drawn this long, so that its name can be read. */
const markMilliseconds = 30 * 60_000

/** What starts by the clock in the hours ahead. */
function useMarks(range: TimeRange): readonly HorizonMark[] {
  const triggers = useOperation(client, 'listTriggers', { limit: 50, sort: 'nextAt', kind: 'schedule' }).data?.items ?? []
  return triggers
    .filter(({ nextAt, paused, enabled }) => nextAt !== null && !paused && enabled && Date.parse(nextAt) <= range.to)
    .map(({ id, automation, automationName, nextAt }) => ({
      id,
      kind: 'event',
      label: automationName,
      from: Date.parse(nextAt!),
      to: Date.parse(nextAt!) + markMilliseconds,
      href: `/automations/${automation}`,
    }))
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
