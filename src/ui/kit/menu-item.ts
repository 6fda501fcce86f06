import type { Icon } from './icon.ts'

export interface MenuAction {
  readonly label: string
  readonly icon?: Icon
  /** The key that does the same while the row or page has focus. */
  readonly shortcut?: string
  readonly danger?: boolean
  /** Why it cannot be chosen. */
  readonly unavailable?: string
  readonly href?: string
  readonly onSelect?: () => void
}

/** `'line'` draws a hairline between groups. */
export type MenuItem = MenuAction | 'line'
