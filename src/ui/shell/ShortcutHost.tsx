import { useNavigate } from '@tanstack/react-router'
import { lazy, Suspense, useEffect, useEffectEvent, useRef, useSyncExternalStore } from 'react'
import { useSystems } from '../app/systems.ts'
import { openPalette } from '../palette/palette-store.ts'
import { themeStore } from '../session/theme.ts'
import type { WebSystem } from '../slots.ts'
import { keyStep, pairWindow, type KeyStep } from './key-step.ts'
import { homeOf } from './navigation-groups.ts'
import { openShortcuts, shortcutStore } from './shortcut-store.ts'

const ShortcutSheet = lazy(async () => ({ default: (await import('./ShortcutSheet.tsx')).ShortcutSheet }))

/** The keys that work on every page. */
export function ShortcutHost() {
  const open = useSyncExternalStore(shortcutStore.subscribe, shortcutStore.isOpen)
  const systems = useSystems()
  const navigate = useNavigate()
  const pendingSince = useRef(0)
  const pressed = useEffectEvent((event: KeyboardEvent) => {
    const pending = event.timeStamp - pendingSince.current < pairWindow && pendingSince.current > 0
    const command = event.metaKey || event.ctrlKey
    if (event.altKey || event.defaultPrevented) return
    const step = keyStep({ key: event.key, command, typing: isTyping(event.target) }, pending, places(systems))
    pendingSince.current = step.pending ? event.timeStamp : 0
    if (step.goto) void navigate({ to: step.goto })
    if (act(step.action) || step.goto) event.preventDefault()
  })
  useEffect(() => {
    const listener = (event: KeyboardEvent) => pressed(event)
    document.addEventListener('keydown', listener)
    return () => document.removeEventListener('keydown', listener)
  }, [])
  if (!open) return null
  return (
    <Suspense fallback={null}>
      <ShortcutSheet />
    </Suspense>
  )
}

/** The key after `g` for each place. */
export function places(systems: readonly WebSystem[]): ReadonlyMap<string, string> {
  const keyed = systems.filter((system) => system.key && system.area !== 'none')
  return new Map([['t', '/'], ['s', '/settings'], ...keyed.map((system) => [system.key ?? '', homeOf(system)] as const)])
}

function act(action: KeyStep['action']): boolean {
  if (action === 'palette') openPalette()
  else if (action === 'shortcuts') openShortcuts()
  else if (action === 'theme') themeStore.choose(document.documentElement.dataset.theme === 'dark' ? 'light' : 'dark')
  else if (action === 'filter') return focusFilter()
  return action !== null
}

function focusFilter(): boolean {
  const filter = document.querySelector<HTMLElement>('#page [aria-keyshortcuts="/"]')
  filter?.focus()
  return filter !== null
}

function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable || /^(input|textarea|select)$/i.test(target.tagName) || target.closest('[role=menu], [role=dialog]') !== null)
  )
}
