import { notify } from '../kit/toast-store.ts'

/** Shows long work as a notice with progress and Cancel until it ends. */
export function followRun(run: string): void {
  notify({ title: '', run, stays: true })
}
