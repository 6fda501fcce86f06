import type { ButtonHTMLAttributes, MouseEvent, ReactNode, Ref } from 'react'
import { classes } from '../format/classes.ts'
import type { Icon } from './icon.ts'
import { StatusGlyph } from './StatusGlyph.tsx'
import { Tooltip } from './Tooltip.tsx'

export type ButtonVariant = 'primary' | 'secondary' | 'quiet' | 'danger' | 'danger-fill'
export type ButtonSize = 'small' | 'medium' | 'large'

export interface ButtonProps extends Omit<ButtonHTMLAttributes<HTMLButtonElement>, 'disabled'> {
  readonly variant?: ButtonVariant
  readonly size?: ButtonSize
  readonly icon?: Icon
  /** What it is doing right now, such as "Saving"; it then takes no clicks. */
  readonly busy?: string | false
  /** Why it cannot be used. It stays focusable, so that the reason can be read. */
  readonly unavailable?: string | false
  readonly ref?: Ref<HTMLButtonElement>
}

/** One action, verb first. A view has at most one primary. */
export function Button({ variant = 'secondary', size = 'medium', icon, busy, unavailable, children, ...rest }: ButtonProps) {
  const blocked = Boolean(busy || unavailable)
  const button = (
    <button
      type="button"
      {...rest}
      aria-disabled={blocked || undefined}
      aria-busy={busy ? true : undefined}
      aria-description={unavailable || undefined}
      onClick={blocked ? stop : rest.onClick}
      className={classes(buttonClasses(variant, size, Boolean(unavailable)), rest.className)}
    >
      <ButtonFace icon={icon} busy={busy || undefined}>
        {children}
      </ButtonFace>
    </button>
  )
  return unavailable ? <Tooltip text={unavailable}>{button}</Tooltip> : button
}

/** The looks alone, for links that read as buttons. */
export function buttonClasses(variant: ButtonVariant, size: ButtonSize, unavailable = false): string {
  return classes(shape, sizes[size], unavailable ? dimmed[variant] : variants[variant])
}

/** The idle face stays in place, unseen, so that a busy button keeps its width. */
export function ButtonFace({ icon, busy, children }: { icon?: Icon; busy?: string; children?: ReactNode }) {
  const Glyph = icon
  return (
    <span className="grid min-w-0 items-center justify-items-center">
      <span className={classes('col-start-1 row-start-1 inline-flex min-w-0 items-center gap-1.5', busy && 'invisible')}>
        {Glyph ? <Glyph size={14} aria-hidden className="shrink-0" /> : null}
        <span className="truncate">{children}</span>
      </span>
      {busy ? (
        <span className="col-start-1 row-start-1 inline-flex items-center gap-1.5">
          <StatusGlyph kind="running" />
          {busy}
        </span>
      ) : null}
    </span>
  )
}

function stop(event: MouseEvent): void {
  event.preventDefault()
  event.stopPropagation()
}

const shape =
  'inline-flex shrink-0 items-center justify-center rounded-control border whitespace-nowrap font-strong select-none transition-colors duration-(--time-hover)'

const sizes: Record<ButtonSize, string> = {
  small: 'h-(--control-small) px-2 text-small pointer-coarse:h-(--control) pointer-coarse:px-3',
  medium: 'h-(--control) px-2.5 text-body',
  large: 'h-(--control-large) px-3.5 text-lead',
}

const variants: Record<ButtonVariant, string> = {
  primary: 'border-transparent bg-ink text-on-ink hover:bg-ink/85 active:bg-ink/75',
  secondary:
    'border-line-strong bg-raised text-ink hover:bg-[linear-gradient(var(--hover),var(--hover))] active:bg-[linear-gradient(var(--active),var(--active))]',
  quiet: 'border-transparent text-ink-2 hover:bg-hover hover:text-ink active:bg-active',
  danger: 'border-bad/50 text-bad-text hover:bg-bad-soft active:bg-bad-soft active:border-bad',
  'danger-fill': 'border-transparent bg-bad text-on-bad hover:bg-bad/88 active:bg-bad/78',
}

/** Disabled text is `ink-4`, as the one place where that ink stands for words. */
const dimmed: Record<ButtonVariant, string> = {
  primary: 'border-transparent bg-active text-ink-4',
  secondary: 'border-line text-ink-4',
  quiet: 'border-transparent text-ink-4',
  danger: 'border-line text-ink-4',
  'danger-fill': 'border-transparent bg-active text-ink-4',
}
