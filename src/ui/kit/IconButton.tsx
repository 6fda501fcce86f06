import type { ButtonHTMLAttributes, Ref } from 'react'
import { classes } from '../format/classes.ts'
import type { Icon } from './icon.ts'
import { Tooltip } from './Tooltip.tsx'

export interface IconButtonProps extends ButtonHTMLAttributes<HTMLButtonElement> {
  readonly icon: Icon
  /** What it does; read aloud, and shown on hover. */
  readonly label: string
  readonly size?: 'small' | 'medium'
  readonly bordered?: boolean
  readonly pressed?: boolean
  readonly ref?: Ref<HTMLButtonElement>
}

export function IconButton({ icon: Glyph, label, size = 'medium', bordered, pressed, className, ...rest }: IconButtonProps) {
  return (
    <Tooltip text={label}>
      <button
        type="button"
        aria-label={label}
        aria-pressed={pressed}
        {...rest}
        className={classes(
          'inline-flex shrink-0 items-center justify-center rounded-control border transition-colors duration-(--time-hover) select-none',
          'hover:bg-hover hover:text-ink active:bg-active disabled:text-ink-4 disabled:hover:bg-transparent',
          bordered ? 'border-line-strong bg-raised' : 'border-transparent',
          pressed ? 'bg-active text-ink' : 'text-ink-2',
          size === 'small' ? 'size-(--control-small) pointer-coarse:size-(--control)' : 'size-(--control) pointer-coarse:size-(--touch)',
          className,
        )}
      >
        <Glyph size={size === 'small' ? 14 : 16} aria-hidden />
      </button>
    </Tooltip>
  )
}
