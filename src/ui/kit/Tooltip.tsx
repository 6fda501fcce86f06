import { lazy, Suspense, useRef, useState, type FocusEvent, type PointerEvent, type ReactNode } from 'react'

const TooltipSurface = lazy(async () => ({ default: (await import('./TooltipSurface.tsx')).TooltipSurface }))

const openAfter = 450

/** Words beside a control on hover and keyboard focus. A doubling for the eye: the control says them itself too. */
export function Tooltip({ text, children }: { text: ReactNode; children: ReactNode }) {
  const [anchor, setAnchor] = useState<Element | null>(null)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const hide = () => {
    clearTimeout(timer.current)
    setAnchor(null)
  }
  const soon = (event: PointerEvent<HTMLElement>) => {
    const element = event.currentTarget.firstElementChild
    clearTimeout(timer.current)
    if (event.pointerType === 'mouse') timer.current = setTimeout(() => setAnchor(element), openAfter)
  }
  const focused = (event: FocusEvent<HTMLElement>) => {
    if (event.target.matches(':focus-visible')) setAnchor(event.currentTarget.firstElementChild)
  }
  return (
    <span
      className="contents"
      onPointerEnter={soon}
      onPointerLeave={hide}
      onPointerDown={hide}
      onFocus={focused}
      onBlur={hide}
      onKeyDown={hide}
    >
      {children}
      {anchor ? (
        <Suspense fallback={null}>
          <TooltipSurface anchor={anchor}>{text}</TooltipSurface>
        </Suspense>
      ) : null}
    </span>
  )
}
