import { useSyncExternalStore } from 'react'

const lists = new Map<string, MediaQueryList>()

/** Whether a media query holds, followed as it changes. */
export function useMedia(query: string): boolean {
  return useSyncExternalStore(
    (listener) => {
      const list = listOf(query)
      list.addEventListener('change', listener)
      return () => list.removeEventListener('change', listener)
    },
    () => listOf(query).matches,
  )
}

/** The phone layout: one column, tab bar, sheets from below. */
export function usePhone(): boolean {
  return useMedia('(max-width: 759px)')
}

function listOf(query: string): MediaQueryList {
  const list = lists.get(query) ?? matchMedia(query)
  lists.set(query, list)
  return list
}
