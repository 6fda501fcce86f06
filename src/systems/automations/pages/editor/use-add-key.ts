import { useEffect, useEffectEvent } from 'react'

/** The key A adds a step, wherever on the page nothing is typed into. */
export function useAddKey(add: () => void, enabled: boolean): void {
  const pressed = useEffectEvent((event: KeyboardEvent) => {
    const target = event.target as HTMLElement
    const typing = target.closest('input, textarea, select, [contenteditable=true], [role=dialog]') !== null
    if (!enabled || typing || event.key !== 'a' || event.ctrlKey || event.metaKey || event.altKey) return
    event.preventDefault()
    add()
  })
  useEffect(() => {
    const listener = (event: KeyboardEvent) => pressed(event)
    document.addEventListener('keydown', listener)
    return () => document.removeEventListener('keydown', listener)
  }, [])
}
