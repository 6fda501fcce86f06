import { ChevronLeft, Search } from 'lucide-react'
import type { ReactNode } from 'react'
import { classes } from '../format/classes.ts'
import { IconButton } from '../kit/IconButton.tsx'
import { Link } from '../kit/Link.tsx'
import { openPalette } from '../palette/palette-store.ts'
import { Mark } from './Mark.tsx'
import type { PageHeaderProps } from './page-header-types.ts'
import { word } from './words.ts'

/** A large title, or the way back and the actions for a page below another. Only the first row stays while scrolling. */
export function PhoneHeader(props: PageHeaderProps) {
  const parent = props.crumbs?.at(-1)
  const rest = [props.beside, props.freshness].filter(Boolean)
  return (
    <>
      {parent ? <BackRow {...props} href={parent.href} label={parent.label} /> : <TitleRow {...props} />}
      {rest.length > 0 ? (
        <div className="flex items-center gap-2 px-(--gutter) pb-2 text-ink-3">
          {props.beside}
          {props.freshness}
        </div>
      ) : null}
      {props.actions && !parent ? (
        <div className="flex gap-2 overflow-x-auto px-(--gutter) pb-3 [scrollbar-width:none]">{props.actions}</div>
      ) : null}
    </>
  )
}

function TitleRow({ title, count, mark }: PageHeaderProps) {
  return (
    <Bar>
      {mark ? <Mark size={24} /> : null}
      <h1 className="min-w-0 truncate text-[24px] leading-8 font-title tracking-title">{title}</h1>
      {count === undefined ? null : <span className="text-[20px] text-ink-3 tabular-nums">{count}</span>}
      <span className="-mr-2.5 ml-auto">
        <IconButton icon={Search} label={word('header.search')} onClick={() => openPalette()} />
      </span>
    </Bar>
  )
}

function BackRow({ title, count, actions, drawsTitle, href, label }: PageHeaderProps & { href: string; label: string }) {
  return (
    <>
      <Bar>
        <Link href={href} className="-ml-2 inline-flex min-h-(--touch) items-center gap-1 rounded-control pr-2 text-ink-2">
          <ChevronLeft size={20} aria-hidden />
          {label}
        </Link>
        <span className="-mr-2.5 ml-auto flex min-w-0 flex-wrap items-center justify-end gap-1 py-1.5">{actions}</span>
      </Bar>
      <h1 className={classes(drawsTitle ? 'sr-only' : 'px-(--gutter) pb-2 text-[24px] leading-8 font-title tracking-title')}>
        {title} {count === undefined ? null : <span className="text-[20px] text-ink-3 tabular-nums">{count}</span>}
      </h1>
    </>
  )
}

function Bar({ children }: { children: ReactNode }) {
  return (
    <header className="sticky top-0 z-20 flex min-h-14 items-center gap-2.5 bg-surface px-(--gutter) pt-[env(safe-area-inset-top)]">
      {children}
    </header>
  )
}
