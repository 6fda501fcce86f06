import { lazy, Suspense, useRef, useState, type ReactNode, type Ref } from 'react'

const PopoverSurface = lazy(async () => ({ default: (await import('./PopoverSurface.tsx')).PopoverSurface }))

export interface PopoverTriggerProps {
  readonly ref: Ref<HTMLButtonElement>
  readonly 'aria-haspopup': 'dialog'
  readonly 'aria-expanded': boolean
  readonly onClick: () => void
}

export interface PopoverProps {
  /** Names the panel for screen readers. */
  readonly label: string
  readonly trigger: (props: PopoverTriggerProps) => ReactNode
  readonly align?: 'start' | 'end'
  readonly children: ReactNode | ((close: () => void) => ReactNode)
}

/** A small panel beside the button that opened it. */
export function Popover({ label, trigger, align = 'start', children }: PopoverProps) {
  const [open, setOpen] = useState(false)
  const button = useRef<HTMLButtonElement>(null)
  const close = () => setOpen(false)
  return (
    <>
      {trigger({ ref: button, 'aria-haspopup': 'dialog', 'aria-expanded': open, onClick: () => setOpen(!open) })}
      {open ? (
        <Suspense fallback={null}>
          <PopoverSurface label={label} anchor={button} align={align} onClose={close}>
            {typeof children === 'function' ? children(close) : children}
          </PopoverSurface>
        </Suspense>
      ) : null}
    </>
  )
}
