import { lazy, Suspense, type ReactNode } from 'react'

const DialogSurface = lazy(async () => ({ default: (await import('./DialogSurface.tsx')).DialogSurface }))

export interface DialogProps {
  readonly open: boolean
  readonly onClose: () => void
  /** Asks the question: "Delete Brightside?". */
  readonly title: string
  /** What goes and what stays. */
  readonly description?: ReactNode
  readonly children?: ReactNode
  /** Buttons, the safe one first. */
  readonly actions?: ReactNode
  readonly width?: 'narrow' | 'wide'
}

/** A question over the page. Focus stays inside and returns; on phones it rises from below. */
export function Dialog({ open, ...rest }: DialogProps) {
  if (!open) return null
  return (
    <Suspense fallback={null}>
      <DialogSurface {...rest} kind="dialog" />
    </Suspense>
  )
}

/** Details at the side of the page, and from below on phones. One at a time. */
export function Sheet({ open, ...rest }: DialogProps) {
  if (!open) return null
  return (
    <Suspense fallback={null}>
      <DialogSurface {...rest} kind="sheet" />
    </Suspense>
  )
}
