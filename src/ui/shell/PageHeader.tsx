import { useEffect } from 'react'
import { Breadcrumb } from '../kit/Breadcrumb.tsx'
import { usePhone } from '../kit/use-media.ts'
import type { PageHeaderProps } from './page-header-types.ts'
import { PhoneHeader } from './PhoneHeader.tsx'

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

function useDocumentTitle(title: string): void {
  useEffect(() => {
    document.title = `${title} · Optimus`
  }, [title])
}
