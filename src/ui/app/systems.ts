import { createContext, use } from 'react'
import type { Door, PageRoute, Slots, WebSystem } from '../slots.ts'

export const Systems = createContext<readonly WebSystem[]>([])

/** The systems of this build, in the order of the sidebar. */
export function useSystems(): readonly WebSystem[] {
  return use(Systems)
}

/** All panels that systems gave for a slot, in their order. */
export function usePanels<S extends keyof Slots>(slot: S): readonly Slots[S][] {
  return panelsOf(use(Systems), slot)
}

export function panelsOf<S extends keyof Slots>(systems: readonly WebSystem[], slot: S): readonly Slots[S][] {
  return systems.flatMap((system) => system.panels?.[slot] ?? []).toSorted((a, b) => a.order - b.order)
}

/** The door of this build. */
export function useDoor(): Door {
  const door = use(Systems).find((system) => system.door)?.door
  if (!door) throw new Error('No system of this build gives a door')
  return door
}

/** The page at this address, if it is one that stands without the frame of the app. */
export function useStandingPage(path: string): PageRoute | undefined {
  return use(Systems)
    .flatMap(({ routes }) => routes)
    .find((route) => route.stands && route.path === path)
}
