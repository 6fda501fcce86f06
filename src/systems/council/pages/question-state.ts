import type { StatusKind } from '#ui/kit/StatusGlyph.tsx'
import type { QuestionItem } from './client.ts'

type Shown = 'deliberating' | 'voting' | 'answered' | 'failed' | 'cancelled' | 'due' | 'known' | 'silent'

export function questionHref(id: string): string {
  return `/council/${id}`
}

/** A question as one word: its state, or what its answer still waits for. */
export function shownState(row: Pick<QuestionItem, 'state' | 'reviewDue' | 'outcome' | 'effectiveVoices'>): Shown {
  if (row.state !== 'answered') return row.state
  if (row.outcome) return 'known'
  if (row.reviewDue) return 'due'
  return row.effectiveVoices ? 'answered' : 'silent'
}

export const questionStatus: Record<Shown, StatusKind> = {
  deliberating: 'running',
  voting: 'asks',
  answered: 'healthy',
  silent: 'unknown',
  due: 'asks',
  known: 'passed',
  failed: 'failing',
  cancelled: 'stopped',
}

export function isOpen({ state }: Pick<QuestionItem, 'state'>): boolean {
  return state === 'deliberating' || state === 'voting'
}
