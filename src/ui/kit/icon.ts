import type { ComponentType } from 'react'

/** An icon component, such as every export of lucide-react. */
export type Icon = ComponentType<{ size?: number | string; className?: string; 'aria-hidden'?: boolean | 'true' | 'false' }>
