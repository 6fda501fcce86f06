import { lazy, Suspense } from 'react'
import type { DialogProps } from './dialog-types.ts'

const DialogSurface = lazy(async () => ({ default: (await import('./DialogSurface.tsx')).DialogSurface }))

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
