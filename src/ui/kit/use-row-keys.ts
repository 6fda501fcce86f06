import { useNavigate } from '@tanstack/react-router'
import { useEffect, useEffectEvent, useRef, useState, type KeyboardEvent as ReactKeyboardEvent, type RefObject } from 'react'
import type { TableProps } from './table-types.ts'
import { scrollParent } from './use-visible-range.ts'

interface Parts {
  readonly grid: RefObject<HTMLElement | null>
  readonly body: RefObject<HTMLElement | null>
  readonly height: number
}

/** The keyboard of a table. While nothing else has the focus, j and k work on it from anywhere on the page. */
export function useRowKeys<Row>(table: TableProps<Row>, parts: Parts) {
  const [current, setCurrent] = useState(0)
  const wanted = useRef<number | null>(null)
  const navigate = useNavigate()
  const last = table.rows.length - 1
  const place = Math.min(current, Math.max(0, last))

  const move = (index: number) => {
    setCurrent(index)
    wanted.current = index
    if (!focusRow(parts, index)) scrollToRow(parts, index)
  }
  // A row beyond the drawn ones gets the focus once it is drawn.
  useEffect(() => {
    if (wanted.current !== null && focusRow(parts, wanted.current)) wanted.current = null
  })
  const act = (key: string): boolean => {
    const row = table.rows[place]
    const next = rowAfter(key, place, last)
    if (next !== undefined) move(next)
    else if (!row) return false
    else if (key === 'Enter') open(row)
    else if (key === 'x' && table.onChosen) table.onChosen(toggled(table.chosen, table.rowKey(row)))
    else if (key === 'm' && table.menu) rowElement(parts, place)?.querySelector<HTMLElement>('[data-row-menu] button')?.click()
    else return false
    return true
  }
  const open = (row: Row) => {
    const href = table.href?.(row)
    if (href) void navigate({ to: href })
    else table.onOpen?.(row)
  }
  const fromAnywhere = (event: KeyboardEvent) => {
    const first = document.querySelector('#page [role=grid]') === parts.grid.current
    if (!first || document.activeElement !== document.body || hasModifier(event)) return
    if (event.key === 'j' || event.key === 'k')
      move(rowElement(parts, place)?.matches(':focus') ? (rowAfter(event.key, place, last) ?? place) : place)
  }
  useDocumentKeys(fromAnywhere)

  const onKeyDown = (event: ReactKeyboardEvent) => {
    const target = event.target as Element
    const onRow = target.matches('[data-row]')
    const beside = isMove(event.key) && target.closest('[data-row]') !== null && !target.matches('input, select, textarea')
    if ((onRow || beside) && !hasModifier(event) && act(event.key)) event.preventDefault()
  }
  return { current: place, onKeyDown, onFocusRow: setCurrent }
}

function useDocumentKeys(pressed: (event: KeyboardEvent) => void): void {
  const latest = useEffectEvent(pressed)
  useEffect(() => {
    const listener = (event: KeyboardEvent) => latest(event)
    document.addEventListener('keydown', listener)
    return () => document.removeEventListener('keydown', listener)
  }, [])
}

function rowAfter(key: string, current: number, last: number): number | undefined {
  if (key === 'j' || key === 'ArrowDown') return Math.min(last, current + 1)
  if (key === 'k' || key === 'ArrowUp') return Math.max(0, current - 1)
  if (key === 'Home') return 0
  return key === 'End' ? last : undefined
}

/** Keys that move also where the focus stands on a control of the row. */
function isMove(key: string): boolean {
  return key === 'j' || key === 'k'
}

/** False while the row is not drawn. */
function focusRow(parts: Parts, index: number): boolean {
  const element = rowElement(parts, index)
  element?.focus()
  return element !== null
}

function scrollToRow(parts: Parts, index: number): void {
  const body = parts.body.current
  if (!body) return
  const scroller = scrollParent(body)
  const top = body.getBoundingClientRect().top - scroller.getBoundingClientRect().top + scroller.scrollTop
  scroller.scrollTop = top + index * parts.height - scroller.clientHeight / 2
}

function rowElement(parts: Parts, index: number): HTMLElement | null {
  return parts.grid.current?.querySelector<HTMLElement>(`[data-row="${index}"]`) ?? null
}

function toggled(chosen: ReadonlySet<string> | undefined, key: string): ReadonlySet<string> {
  const next = new Set(chosen)
  if (!next.delete(key)) next.add(key)
  return next
}

function hasModifier(event: { ctrlKey: boolean; metaKey: boolean; altKey: boolean }): boolean {
  return event.ctrlKey || event.metaKey || event.altKey
}
