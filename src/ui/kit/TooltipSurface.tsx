import { Tooltip } from '@base-ui/react/tooltip'
import type { ReactNode } from 'react'

export function TooltipSurface({ anchor, children }: { anchor: Element; children: ReactNode }) {
  return (
    <Tooltip.Root open>
      <Tooltip.Portal>
        <Tooltip.Positioner anchor={anchor} sideOffset={6} collisionPadding={8} className="pointer-events-none z-50">
          <Tooltip.Popup className="max-w-72 rounded-control bg-raised px-2 py-1 text-small text-ink shadow-pop">{children}</Tooltip.Popup>
        </Tooltip.Positioner>
      </Tooltip.Portal>
    </Tooltip.Root>
  )
}
