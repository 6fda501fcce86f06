import type { ProblemError } from '../client/problem.ts'
import type { StatusKind } from './StatusGlyph.tsx'

export interface Notice {
  readonly title: string
  readonly detail?: string
  readonly kind?: StatusKind
  readonly action?: { readonly label: string; readonly run: () => void }
  /** Id of long work whose progress the notice shows until it ends. */
  readonly run?: string
  /** Stays until it is closed. */
  readonly stays?: boolean
}

export interface Toast extends Notice {
  readonly id: number
}

let toasts: readonly Toast[] = []
let last = 0
const listeners = new Set<() => void>()

/** At most this many at once; the oldest gives way. */
const most = 4

export const toastStore = {
  all: () => toasts,
  subscribe(listener: () => void): () => void {
    listeners.add(listener)
    return () => listeners.delete(listener)
  },
}

/** Says what happened, at the bottom right; the answer takes it back. */
export function notify(notice: Notice): () => void {
  last += 1
  const id = last
  change([...toasts, { ...notice, id }].slice(-most))
  return () => dismiss(id)
}

export function notifyProblem(problem: ProblemError): void {
  notify({ kind: 'failing', title: problem.title, detail: problem.message === problem.title ? undefined : problem.message, stays: true })
}

export function dismiss(id: number): void {
  change(toasts.filter((toast) => toast.id !== id))
}

function change(next: readonly Toast[]): void {
  toasts = next
  for (const listener of listeners) listener()
}
