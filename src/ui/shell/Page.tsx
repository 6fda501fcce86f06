import type { ReactNode } from 'react'
import { classes } from '../format/classes.ts'

/** The room below the header. Words stop at 1440; tables, charts and canvases take it all with `wide`. */
export function PageBody({ children, wide = true }: { children: ReactNode; wide?: boolean }) {
  return (
    <div className={classes('grid min-w-0 grid-cols-1 gap-(--gap) px-(--gutter) pt-4 pb-6 max-desk:pt-2', !wide && 'max-w-[1440px]')}>
      {children}
    </div>
  )
}

/** Parts below each other that never grow wider than the page. */
export function Stack({ children }: { children: ReactNode }) {
  return <div className="grid min-w-0 grid-cols-1 gap-(--gap)">{children}</div>
}

/** Main column and a side of fixed width that moves below under 1180. */
export function Columns({ children, side }: { children: ReactNode; side: ReactNode }) {
  return (
    <div className="grid min-w-0 grid-cols-1 items-start gap-(--gap) side:grid-cols-[minmax(0,1fr)_380px]">
      <Stack>{children}</Stack>
      <Stack>{side}</Stack>
    </div>
  )
}
