import { Popover } from '@base-ui/react/popover'
import type { ReactNode, RefObject } from 'react'

export interface PopoverSurfaceProps {
  readonly label: string
  readonly anchor: RefObject<HTMLElement | null>
  readonly align: 'start' | 'end'
  readonly onClose: () => void
  readonly children: ReactNode
}

export function PopoverSurface({ label, anchor, align, onClose, children }: PopoverSurfaceProps) {
  return (
    <Popover.Root open onOpenChange={(open) => (open ? undefined : onClose())}>
      <Popover.Portal>
        <Popover.Positioner anchor={anchor} align={align} sideOffset={6} collisionPadding={8} className="z-50">
          <Popover.Popup
            aria-label={label}
            finalFocus={anchor}
            className="max-h-(--available-height) max-w-[min(400px,calc(100vw-16px))] overflow-y-auto rounded-card bg-raised p-3.5 shadow-pop outline-none"
          >
            {children}
          </Popover.Popup>
        </Popover.Positioner>
      </Popover.Portal>
    </Popover.Root>
  )
}
