import { useRouterState } from '@tanstack/react-router'
import { useEffect, useId, useRef, type KeyboardEvent, type ReactNode } from 'react'
import { classes } from '../format/classes.ts'
import { Link } from './Link.tsx'

export interface TabLink {
  readonly href: string
  readonly label: string
  readonly count?: ReactNode
  /** Only this very address, not those below it. */
  readonly exact?: boolean
}

/** Tabs that are pages with addresses of their own. */
export function TabLinks({ label, tabs }: { label: string; tabs: readonly TabLink[] }) {
  const path = useRouterState({ select: (state) => state.location.pathname })
  const nav = useRef<HTMLElement>(null)
  // On a phone the strip is longer than the screen: where one is has to be seen.
  useEffect(() => {
    // Newer browsers answer with a promise, which is nothing to clean up with.
    nav.current?.querySelector('[aria-current=page]')?.scrollIntoView({ block: 'nearest', inline: 'nearest' })
  }, [path])
  return (
    <nav ref={nav} aria-label={label} className={strip}>
      {tabs.map((tab) => {
        const current = tab.exact ? path === tab.href : path === tab.href || path.startsWith(`${tab.href}/`)
        return (
          <Link key={tab.href} href={tab.href} aria-current={current ? 'page' : undefined} className={tabClasses(current)}>
            {tab.label}
            {tab.count === undefined ? null : <span className="text-ink-3 tabular-nums">{tab.count}</span>}
          </Link>
        )
      })}
    </nav>
  )
}

export interface Tab<V extends string> {
  readonly value: V
  readonly label: string
  readonly count?: ReactNode
}

export interface TabsProps<V extends string> {
  readonly label: string
  readonly tabs: readonly Tab<V>[]
  readonly value: V
  readonly onValue: (value: V) => void
  readonly children: ReactNode
}

/** Tabs within one page. Arrow keys, Home and End move and choose. */
export function Tabs<V extends string>({ label, tabs, value, onValue, children }: TabsProps<V>) {
  const id = useId()
  const list = useRef<HTMLDivElement>(null)
  const onKeyDown = (event: KeyboardEvent) => {
    const next = tabAfter(
      tabs.findIndex((tab) => tab.value === value),
      event.key,
      tabs.length,
    )
    const tab = next === undefined ? undefined : tabs[next]
    if (!tab) return
    event.preventDefault()
    onValue(tab.value)
    list.current?.querySelectorAll<HTMLElement>('[role=tab]')[next ?? 0]?.focus()
  }
  return (
    <>
      <div ref={list} role="tablist" aria-label={label} onKeyDown={onKeyDown} className={strip}>
        {tabs.map((tab) => (
          <button
            key={tab.value}
            type="button"
            role="tab"
            id={`${id}-${tab.value}`}
            aria-controls={`${id}-panel`}
            aria-selected={tab.value === value}
            tabIndex={tab.value === value ? 0 : -1}
            onClick={() => onValue(tab.value)}
            className={tabClasses(tab.value === value)}
          >
            {tab.label}
            {tab.count === undefined ? null : <span className="text-ink-3 tabular-nums">{tab.count}</span>}
          </button>
        ))}
      </div>
      <div role="tabpanel" id={`${id}-panel`} aria-labelledby={`${id}-${value}`}>
        {children}
      </div>
    </>
  )
}

function tabAfter(current: number, key: string, count: number): number | undefined {
  if (key === 'ArrowRight') return (current + 1) % count
  if (key === 'ArrowLeft') return (current + count - 1) % count
  if (key === 'Home') return 0
  return key === 'End' ? count - 1 : undefined
}

const strip = 'flex gap-5 overflow-x-auto border-b border-line [scrollbar-width:none]'

function tabClasses(current: boolean): string {
  return classes(
    'focus-inset -mb-px inline-flex h-8 shrink-0 items-center gap-1.5 border-b-2 whitespace-nowrap pointer-coarse:h-(--touch)',
    current ? 'border-ink font-strong text-ink' : 'border-transparent text-ink-2 hover:text-ink',
  )
}
