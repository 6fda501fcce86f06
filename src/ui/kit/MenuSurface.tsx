import { Menu } from '@base-ui/react/menu'
import { useNavigate } from '@tanstack/react-router'
import { useRef, type RefObject } from 'react'
import { classes } from '../format/classes.ts'
import { Kbd } from './Kbd.tsx'
import type { MenuAction, MenuItem } from './menu-item.ts'

/** Something with a place on the screen: an element, or the point of a right click. */
export type Anchor = RefObject<Element | null> | { getBoundingClientRect(): DOMRect }

export interface MenuSurfaceProps {
  readonly items: readonly MenuItem[]
  readonly anchor: Anchor
  readonly align?: 'start' | 'end'
  readonly onClose: () => void
}

export function MenuSurface({ items, anchor, align = 'start', onClose }: MenuSurfaceProps) {
  const element = 'current' in anchor ? anchor : undefined
  const opened = useRef(document.activeElement as HTMLElement | null)
  return (
    <Menu.Root open modal={false} onOpenChange={(open) => (open ? undefined : onClose())}>
      <Menu.Portal>
        <Menu.Positioner anchor={anchor as never} align={align} sideOffset={4} collisionPadding={8} className="z-50 outline-none">
          <Menu.Popup
            finalFocus={element ? (element as RefObject<HTMLElement>) : opened}
            className="max-h-(--available-height) min-w-48 origin-(--transform-origin) overflow-y-auto rounded-card bg-raised p-1 shadow-pop outline-none"
          >
            {items.map((item, index) =>
              item === 'line' ? (
                <Menu.Separator key={`line-${index}`} className="-mx-1 my-1 h-px bg-line-faint" />
              ) : (
                <Item key={item.label} item={item} />
              ),
            )}
          </Menu.Popup>
        </Menu.Positioner>
      </Menu.Portal>
    </Menu.Root>
  )
}

function Item({ item }: { item: MenuAction }) {
  const navigate = useNavigate()
  const Glyph = item.icon
  const choose = () => (item.href ? void navigate({ to: item.href }) : item.onSelect?.())
  return (
    <Menu.Item
      disabled={Boolean(item.unavailable)}
      onClick={choose}
      title={item.unavailable}
      className={classes(
        'flex min-h-(--control) items-center gap-2.5 rounded-[5px] px-2 outline-none select-none data-disabled:text-ink-4 data-highlighted:bg-hover pointer-coarse:min-h-(--touch)',
        item.danger ? 'text-bad-text' : 'text-ink',
      )}
    >
      {Glyph ? <Glyph size={14} aria-hidden className={item.danger ? '' : 'text-ink-3'} /> : null}
      <span className="mr-6 flex-1 truncate">{item.label}</span>
      {item.shortcut ? <Kbd keys={item.shortcut} /> : null}
    </Menu.Item>
  )
}
