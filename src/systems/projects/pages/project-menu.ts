import { Code, Copy, GitPullRequestArrow, PanelRight, Pin, PinOff, RefreshCw, Trash2 } from 'lucide-react'
import { rereadSystem } from '#ui/client/use-mutation-of.ts'
import { asProblem } from '#ui/client/problem.ts'
import type { MenuItem } from '#ui/kit/menu-item.ts'
import { notify, notifyProblem } from '#ui/kit/toast-store.ts'
import { followRun } from '#ui/runs/follow-run.ts'
import { projects, type ProjectRow } from './client.ts'
import { word } from './words.ts'

/** All that can be done with one project; the list and the project's own page show the same. */
export function projectMenu(row: ProjectRow, onForget: (row: ProjectRow) => void): readonly MenuItem[] {
  const isRepository = row.git !== null && row.present
  const noGit = isRepository ? undefined : word('git.none')
  return [
    { label: word('menu.open'), icon: PanelRight, href: `/projects/${row.slug}` },
    { label: row.favourite ? word('menu.unpin') : word('menu.pin'), icon: row.favourite ? PinOff : Pin, onSelect: () => void pin(row) },
    'line',
    { label: word('menu.fetch'), icon: RefreshCw, unavailable: noGit, onSelect: () => void runGit('fetch', row) },
    { label: word('menu.pull'), icon: GitPullRequestArrow, unavailable: noGit, onSelect: () => void runGit('pull', row) },
    'line',
    { label: word('menu.editor'), icon: Code, onSelect: () => void openInEditor(row) },
    { label: word('menu.copy_path'), icon: Copy, onSelect: () => void copyPath(row) },
    ...(row.present ? [] : (['line', { label: word('menu.forget'), icon: Trash2, danger: true, onSelect: () => onForget(row) }] as const)),
  ]
}

export async function pin(row: Pick<ProjectRow, 'id' | 'favourite'>): Promise<void> {
  await attempt(async () => {
    await projects.call('update', { project: row.id, favourite: !row.favourite })
    await rereadSystem('projects')
  })
}

/** Opens it on the machine of the server, or, where no editor is set up there, on this one. */
export async function openInEditor(row: Pick<ProjectRow, 'id'>): Promise<void> {
  try {
    const { sentence } = await projects.call('openInEditor', { project: row.id })
    notify({ title: sentence, kind: 'passed' })
  } catch (error) {
    const problem = asProblem(error)
    const link = problem.document['link']
    if (problem.code === 'projects.no_editor' && typeof link === 'string') window.location.assign(link)
    else notifyProblem(problem)
  }
}

async function runGit(action: 'fetch' | 'pull', row: ProjectRow): Promise<void> {
  await attempt(async () => {
    const { run } = await projects.call('runGit', { action, projects: [row.id] })
    followRun(run)
  })
}

async function copyPath(row: ProjectRow): Promise<void> {
  await navigator.clipboard.writeText(row.path)
  notify({ title: word('copied'), detail: row.path })
}

async function attempt(work: () => Promise<void>): Promise<void> {
  try {
    await work()
  } catch (error) {
    notifyProblem(asProblem(error))
  }
}
