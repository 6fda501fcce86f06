import { useEffect, useState } from 'react'
import { classes } from '../format/classes.ts'
import { word } from './words.ts'

const appearAfter = 300

/** One grey shape, for places with a form of their own. */
export function Skeleton({ className }: { className: string }) {
  return <span aria-hidden className={classes('block rounded-mark bg-active', className)} />
}

/** Rows in the shape of a list; appears after 300 ms, at most five. */
export function SkeletonRows({ rows = 5 }: { rows?: number }) {
  if (!useLate()) return <div className="min-h-(--row)" />
  return (
    <div role="status" aria-label={word('table.loading')} className="hairlines">
      {Array.from({ length: Math.min(5, rows) }, (_, row) => (
        <div key={row} className="flex h-(--row) items-center gap-2.5 px-3.5">
          <Skeleton className="size-5 rounded-[4px]" />
          <Skeleton className={classes('h-2', widths[row % widths.length])} />
          <Skeleton className="ml-auto h-2 w-14" />
        </div>
      ))}
    </div>
  )
}

/** True once the wait is long enough to be worth showing. */
export function useLate(): boolean {
  const [late, setLate] = useState(false)
  useEffect(() => {
    const timer = setTimeout(() => setLate(true), appearAfter)
    return () => clearTimeout(timer)
  }, [])
  return late
}

const widths = ['w-36', 'w-28', 'w-32', 'w-24', 'w-40']
