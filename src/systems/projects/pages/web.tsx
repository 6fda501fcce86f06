import { LayoutGrid } from 'lucide-react'
import type { StatusKind } from '#ui/kit/StatusGlyph.tsx'
import { useOperation } from '#ui/client/use-operation.ts'
import type { PaletteEntry, PinnedLink, WebSystem } from '#ui/slots.ts'
import { projects as client } from './client.ts'
import { word } from './words.ts'

const projectPage = () => import('./ProjectPage.tsx').then((module) => module.ProjectPage)
const live = ['projects.*']

export const projects: WebSystem = {
  id: 'projects',
  label: word('title'),
  icon: LayoutGrid,
  area: 'operate',
  key: 'p',
  routes: [
    { path: '/projects', live, load: () => import('./ProjectsPage.tsx').then((module) => module.ProjectsPage) },
    { path: '/projects/$project', live, load: projectPage },
    { path: '/projects/$project/$tab', live, load: projectPage },
    { path: '/packages', live, load: () => import('./PackagesPage.tsx').then((module) => module.PackagesPage) },
  ],
  panels: {
    'project.tab': [
      {
        id: 'projects.overview',
        order: 0,
        label: word('tab.overview'),
        path: '',
        live,
        load: () => import('./OverviewTab.tsx').then((module) => module.OverviewTab),
      },
      {
        id: 'projects.processes',
        order: 10,
        label: word('tab.processes'),
        path: 'processes',
        live,
        load: () => import('./ProcessesTab.tsx').then((module) => module.ProcessesTab),
      },
      {
        id: 'projects.git',
        order: 30,
        label: word('tab.git'),
        path: 'git',
        live,
        load: () => import('./GitTab.tsx').then((module) => module.GitTab),
      },
      {
        id: 'projects.dependencies',
        order: 40,
        label: word('tab.dependencies'),
        path: 'dependencies',
        live,
        load: () => import('./DependenciesTab.tsx').then((module) => module.DependenciesTab),
      },
    ],
    'today.card': [
      {
        id: 'projects.figures',
        order: 0,
        column: 'main',
        live,
        load: () => import('./TodayFigures.tsx').then((module) => module.TodayFigures),
      },
      {
        id: 'projects.today',
        order: 10,
        column: 'main',
        live,
        load: () => import('./TodayProjects.tsx').then((module) => module.TodayProjects),
      },
      {
        id: 'projects.running',
        order: 20,
        column: 'main',
        live,
        load: () => import('./TodayRunning.tsx').then((module) => module.TodayRunning),
      },
      {
        id: 'projects.changed',
        order: 20,
        column: 'side',
        live,
        load: () => import('./TodayChanged.tsx').then((module) => module.TodayChanged),
      },
    ],
    'sidebar.count': [{ id: 'projects', order: 0, useCount }],
    'sidebar.pins': [{ id: 'projects', order: 0, usePins }],
    'palette.source': [{ id: 'projects', order: 0, group: 'go', search }],
  },
}

function useCount(): { count: number; status?: StatusKind } | null {
  const list = useOperation(client, 'list', { limit: 1 })
  if (!list.data) return null
  const [worst] = list.data.levels
  const isLoud = worst !== undefined && (worst.level === 'failing' || worst.level === 'risk' || worst.level === 'asks')
  return { count: list.data.total, ...(isLoud ? { status: worst.level } : {}) }
}

function usePins(): readonly PinnedLink[] {
  const list = useOperation(client, 'list', { limit: 20, favourite: true, sort: 'name' })
  return (list.data?.items ?? []).map((row) => ({ id: row.id, label: row.name, href: `/projects/${row.slug}`, status: row.health.level }))
}

async function search(text: string, signal: AbortSignal): Promise<readonly PaletteEntry[]> {
  const { items } = await client.call('list', { limit: 8, sort: 'attention', ...(text ? { text } : {}) }, { signal })
  return items.map((row) => ({
    id: row.id,
    label: row.name,
    detail: row.stack.join(' · '),
    project: { id: row.id, name: row.name },
    status: { kind: row.health.level, word: word(`level.${row.health.level}`) },
    href: `/projects/${row.slug}`,
  }))
}
