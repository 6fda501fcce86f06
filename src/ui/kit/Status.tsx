import { classes } from '../format/classes.ts'
import { StatusGlyph, type StatusKind } from './StatusGlyph.tsx'
import { word } from './words.ts'

/** Shape, colour and word of a status. What is healthy or on purpose stays quiet. */
export function Status({ kind, children }: { kind: StatusKind; children?: string }) {
  const quiet = kind === 'healthy' || kind === 'stopped' || kind === 'paused'
  return (
    <span className={classes('inline-flex min-w-0 items-center gap-2', quiet ? 'text-ink-2' : 'text-ink')}>
      <StatusGlyph kind={kind} />
      <span className="truncate">{children ?? word(`status.${kind}`)}</span>
    </span>
  )
}
