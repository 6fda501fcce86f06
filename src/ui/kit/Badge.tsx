import type { ReactNode } from 'react'
import { classes } from '../format/classes.ts'
import { StatusGlyph, type StatusKind } from './StatusGlyph.tsx'
import { word } from './words.ts'

export type BadgeTone = 'outline' | 'plain' | 'accent' | 'ok' | 'warn' | 'bad'

/** 18 px. Outline for facts, a tone for status, `mono` for versions, ports and hashes. */
export function Badge({
  tone = 'outline',
  mono,
  glyph,
  children,
}: {
  tone?: BadgeTone
  mono?: boolean
  glyph?: StatusKind
  children: ReactNode
}) {
  return (
    <span
      className={classes(
        'inline-flex h-[18px] max-w-full min-w-0 items-center gap-1 rounded-mark border px-[5px] text-micro whitespace-nowrap pointer-coarse:h-[22px] pointer-coarse:text-small',
        mono ? 'font-mono' : 'font-strong',
        tones[tone],
      )}
    >
      {glyph ? <StatusGlyph kind={glyph} size={10} /> : null}
      <span className="truncate">{children}</span>
    </span>
  )
}

/** Four badges at most; the rest are counted, and named on hover. */
export function Badges({ names, most = 4 }: { names: readonly string[]; most?: number }) {
  const rest = names.slice(most)
  return (
    <span className="inline-flex min-w-0 items-center gap-1 overflow-hidden">
      {names.slice(0, most).map((name) => (
        <Badge key={name}>{name}</Badge>
      ))}
      {rest.length > 0 ? (
        <span
          className="shrink-0 text-micro text-ink-3"
          title={rest.join(', ')}
          aria-label={word('badges.more', { count: rest.length, names: rest.join(', ') })}
          role="img"
        >
          +{rest.length}
        </span>
      ) : null}
    </span>
  )
}

const tones: Record<BadgeTone, string> = {
  outline: 'border-line text-ink-2',
  plain: 'border-transparent bg-active text-ink-2',
  accent: 'border-transparent bg-accent-soft text-accent-text',
  ok: 'border-transparent bg-ok-soft text-ok-text',
  warn: 'border-transparent bg-warn-soft text-warn-text',
  bad: 'border-transparent bg-bad-soft text-bad-text',
}
