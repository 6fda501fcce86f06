import { useLayoutEffect, useState, type RefObject } from 'react'
import { visibleRange, type VisibleRange } from './visible-range.ts'

/** Shorter lists are drawn whole. */
const virtualFrom = 100

/** Follows the scrolling around `list` and says which rows to draw. */
export function useVisibleRange(list: RefObject<HTMLElement | null>, rowHeight: number, count: number): VisibleRange {
  const [range, setRange] = useState<VisibleRange>({ first: 0, end: Math.min(count, virtualFrom) })
  const virtual = count >= virtualFrom
  useLayoutEffect(() => {
    const element = list.current
    if (!virtual || !element) return
    const scroller = scrollParent(element)
    const measure = () => {
      const top = scroller.getBoundingClientRect().top - element.getBoundingClientRect().top
      const next = visibleRange({ top, height: scroller.clientHeight }, rowHeight, count)
      setRange((old) => (old.first === next.first && old.end === next.end ? old : next))
    }
    measure()
    scroller.addEventListener('scroll', measure, { passive: true })
    const resized = new ResizeObserver(measure)
    resized.observe(scroller)
    return () => {
      scroller.removeEventListener('scroll', measure)
      resized.disconnect()
    }
  }, [list, rowHeight, count, virtual])
  return virtual ? { first: Math.min(range.first, count), end: Math.min(range.end, count) } : { first: 0, end: count }
}

/** The nearest box around an element that scrolls up and down. */
export function scrollParent(element: HTMLElement): HTMLElement {
  let parent = element.parentElement
  while (parent) {
    const { overflowY } = getComputedStyle(parent)
    if (overflowY === 'auto' || overflowY === 'scroll') return parent
    parent = parent.parentElement
  }
  return document.documentElement
}
