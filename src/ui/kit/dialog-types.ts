import type { ReactNode } from 'react'

export interface DialogProps {
  readonly open: boolean
  readonly onClose: () => void
  /** Asks the question: "Delete Brightside?". */
  readonly title: string
  /** What goes and what stays. */
  readonly description?: ReactNode
  readonly children?: ReactNode
  /** Buttons, the safe one first. */
  readonly actions?: ReactNode
  readonly width?: 'narrow' | 'wide'
}
