import type { CSSProperties } from 'react'
import { classes } from '../format/classes.ts'
import { monogramHue, monogramLetters } from './monogram-hue.ts'

/** Two letters in the project's own tint. Its name stands beside it, so it is silent. */
export function Monogram({ id, name, size = 20 }: { id: string; name: string; size?: 16 | 20 | 28 | 36 }) {
  return (
    <span
      aria-hidden
      style={{ '--hue': monogramHue(id) } as CSSProperties}
      className={classes('monogram inline-flex shrink-0 items-center justify-center font-mono font-title select-none', sizes[size])}
    >
      {monogramLetters(name)}
    </span>
  )
}

const sizes = {
  16: 'size-4 rounded-mark text-[9px] leading-none',
  20: 'size-5 rounded-[4px] text-[10px] leading-none',
  28: 'size-7 rounded-control text-small',
  36: 'size-9 rounded-control text-lead',
}
