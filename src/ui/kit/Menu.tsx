import { MoreHorizontal } from 'lucide-react'
import { lazy, Suspense, useRef, useState, type ReactNode } from 'react'
import type { Icon } from './icon.ts'
import { IconButton } from './IconButton.tsx'
import type { MenuItem } from './menu-item.ts'
import { word } from './words.ts'

/** The list itself; loaded when the first menu opens. */
export const MenuSurface = lazy(async () => ({ default: (await loadMenu()).MenuSurface }))

export function loadMenu() {
  return import('./MenuSurface.tsx')
}

export interface MenuTriggerProps {
  readonly ref: React.Ref<HTMLButtonElement>
  readonly 'aria-haspopup': 'menu'
  readonly 'aria-expanded': boolean
  readonly onClick: () => void
  readonly onPointerEnter: () => void
}

export interface MenuProps {
  readonly items: readonly MenuItem[]
  readonly trigger: (props: MenuTriggerProps) => ReactNode
  readonly align?: 'start' | 'end'
}

/** A button that opens a list of actions. Arrow keys, type-ahead, Escape. */
export function Menu({ items, trigger, align = 'start' }: MenuProps) {
  const [open, setOpen] = useState(false)
  const button = useRef<HTMLButtonElement>(null)
  return (
    <>
      {trigger({
        ref: button,
        'aria-haspopup': 'menu',
        'aria-expanded': open,
        onClick: () => setOpen(!open),
        onPointerEnter: () => void loadMenu(),
      })}
      {open ? (
        <Suspense fallback={null}>
          <MenuSurface items={items} anchor={button} align={align} onClose={() => setOpen(false)} />
        </Suspense>
      ) : null}
    </>
  )
}

/** The three dots at the end of a header or row. */
export function MoreMenu({
  items,
  label = word('menu.more'),
  icon = MoreHorizontal,
}: {
  items: readonly MenuItem[]
  label?: string
  icon?: Icon
}) {
  return <Menu items={items} align="end" trigger={(props) => <IconButton icon={icon} label={label} {...props} />} />
}
