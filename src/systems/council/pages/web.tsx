import { MessageCircleQuestion, Scale } from 'lucide-react'
import { useOperation } from '#ui/client/use-operation.ts'
import type { HorizonMark, PaletteEntry, TimeRange, WebSystem } from '#ui/slots.ts'
import { council as client } from './client.ts'
import { questionHref, questionStatus, shownState } from './question-state.ts'
import { word } from './words.ts'

const live = ['council.*']
const minds = () => import('./minds/MindsPage.tsx').then((module) => module.MindsPage)

export const council: WebSystem = {
  id: 'council',
  label: word('title'),
  icon: Scale,
  area: 'decide',
  key: 'c',
  routes: [
    { path: '/council', live, load: () => import('./CouncilPage.tsx').then((module) => module.CouncilPage) },
    { path: '/council/new', live, load: () => import('./ask/AskPage.tsx').then((module) => module.AskPage) },
    { path: '/council/lenses', live, load: () => import('./ask/LensesPage.tsx').then((module) => module.LensesPage) },
    { path: '/council/journal', live, load: () => import('./learning/JournalPage.tsx').then((module) => module.JournalPage) },
    { path: '/council/calibration', live, load: () => import('./learning/CalibrationPage.tsx').then((module) => module.CalibrationPage) },
    { path: '/council/replay', live, load: () => import('./learning/ReplayPage.tsx').then((module) => module.ReplayPage) },
    { path: '/council/personas', live, load: minds },
    { path: '/council/personas/$persona', live, load: minds },
    { path: '/council/ballot', stands: 'open', load: () => import('./ballot/BallotPage.tsx').then((module) => module.BallotPage) },
    { path: '/council/$question', live, load: () => import('./question/QuestionPage.tsx').then((module) => module.QuestionPage) },
  ],
  panels: {
    'project.tab': [
      {
        id: 'council.project',
        order: 70,
        label: word('title'),
        path: 'council',
        live,
        load: () => import('./ProjectQuestions.tsx').then((module) => module.ProjectQuestions),
      },
    ],
    'today.card': [
      {
        id: 'council.today',
        order: 20,
        column: 'main',
        live,
        load: () => import('./TodayReviews.tsx').then((module) => module.TodayReviews),
      },
    ],
    'sidebar.count': [{ id: 'council', order: 0, live, useCount }],
    'horizon.marks': [{ id: 'council', order: 50, live, useMarks }],
    'palette.source': [{ id: 'council', order: 30, group: 'go', search }],
  },
}

/** Reviews that are due: the one figure here that asks for a person. */
function useCount() {
  const due = useOperation(client, 'journal', { show: 'due', limit: 1 }).data?.due ?? 0
  return due > 0 ? { count: due, status: 'asks' as const } : null
}

/** A review is drawn this long, so that its name can be read. */
const markMilliseconds = 30 * 60_000

/** What is being thought about now, and the reviews of the hours ahead. */
function useMarks(range: TimeRange): readonly HorizonMark[] {
  const rows = useOperation(client, 'list', { limit: 50, resolved: false }).data?.items ?? []
  return rows.flatMap(({ id, text, state, askedAt, reviewAt, reviewDue }): HorizonMark[] => {
    const href = questionHref(id)
    if (state === 'deliberating') return [{ id, kind: 'running', label: text, from: Date.parse(askedAt), href }]
    const at = state !== 'answered' || reviewAt === null || reviewDue ? null : Date.parse(reviewAt)
    if (at === null || at > range.to) return []
    return [{ id, kind: 'event', label: word('horizon.review', { text }), from: at, to: at + markMilliseconds, href }]
  })
}

async function search(text: string, signal: AbortSignal): Promise<readonly PaletteEntry[]> {
  const { items } = await client.call('list', { limit: 6, ...(text ? { text } : {}) }, { signal })
  const found = items.map((row): PaletteEntry => {
    const state = shownState(row)
    return {
      id: row.id,
      label: row.text,
      detail: `#${row.number}`,
      icon: Scale,
      status: { kind: questionStatus[state], word: word(`state.${state}`) },
      href: questionHref(row.id),
    }
  })
  return [...found, { id: 'council.new', label: word('palette.ask'), icon: MessageCircleQuestion, href: '/council/new' }]
}
