import type { ReactNode } from 'react'
import type { Crumb } from '../kit/Breadcrumb.tsx'

export interface PageHeaderProps {
  /** Names the page here, in the tab of the browser and for screen readers. */
  readonly title: string
  /** The way here, when the page lies below another. */
  readonly crumbs?: readonly Crumb[]
  readonly count?: number | string
  /** Stands beside the title: a version, a chooser. */
  readonly beside?: ReactNode
  /** How old the page is: `<Freshness />` or a sentence. */
  readonly freshness?: ReactNode
  /** Quiet ones first, at most one primary at the end. */
  readonly actions?: ReactNode
  /** The page draws its name itself, as `EntityHeader` does; phones then show it once. */
  readonly drawsTitle?: boolean
  /** Phones show the mark before the title. */
  readonly mark?: boolean
}
