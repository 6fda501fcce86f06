import { Search } from 'lucide-react'
import { useEffect, type ReactNode } from 'react'
import { Breadcrumb, type Crumb } from '../kit/Breadcrumb.tsx'
import { IconButton } from '../kit/IconButton.tsx'
import { usePhone } from '../kit/use-media.ts'
import { openPalette } from '../palette/palette-store.ts'
import { word } from './words.ts'

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
}

/** 48 px on top of every page. On phones a large title, with the actions in a row below it. */
export function PageHeader(props: PageHeaderProps) {
  useDocumentTitle(props.title)
  return usePhone() ? <PhoneHeader {...props} /> : <DeskHeader {...props} />
}

function DeskHeader({ title, crumbs = [], count, beside, freshness, actions }: PageHeaderProps) {
  return (
    <header className="sticky top-0 z-20 flex h-(--header) items-center gap-2 border-b border-line bg-surface px-(--gutter)">
      {crumbs.length > 0 ? <Breadcrumb crumbs={crumbs} /> : null}
      <h1 className="min-w-0 truncate text-lead font-title tracking-tight">{title}</h1>
      {count === undefined ? null : <span className="text-lead text-ink-3 tabular-nums">{count}</span>}
      {beside}
      <div className="ml-auto flex shrink-0 items-center gap-2">
        {freshness ? <span className="mr-1 text-ink-3">{freshness}</span> : null}
        {actions}
      </div>
    </header>
  )
}

function PhoneHeader({ title, crumbs = [], count, beside, freshness, actions }: PageHeaderProps) {
  return (
    <header className="sticky top-0 z-20 bg-surface px-(--gutter) pt-[calc(env(safe-area-inset-top)+10px)] pb-2.5">
      {crumbs.length > 0 ? <Breadcrumb crumbs={crumbs} /> : null}
      <div className="flex min-h-(--touch) items-center gap-2.5">
        <h1 className="min-w-0 truncate text-[24px] leading-8 font-title tracking-title">{title}</h1>
        {count === undefined ? null : <span className="text-[20px] text-ink-3 tabular-nums">{count}</span>}
        <span className="ml-auto" />
        <IconButton icon={Search} label={word('header.search')} onClick={() => openPalette()} />
      </div>
      {beside || freshness ? (
        <div className="flex items-center gap-2 text-ink-3">
          {beside}
          {freshness}
        </div>
      ) : null}
      {actions ? <div className="mt-2 flex gap-2 overflow-x-auto [scrollbar-width:none]">{actions}</div> : null}
    </header>
  )
}

function useDocumentTitle(title: string): void {
  useEffect(() => {
    document.title = `${title} · Optimus`
  }, [title])
}
