let open = false
const listeners = new Set<() => void>()

export const shortcutStore = {
  isOpen: () => open,
  subscribe(listener: () => void): () => void {
    listeners.add(listener)
    return () => listeners.delete(listener)
  },
}

export function openShortcuts(): void {
  change(true)
}

export function closeShortcuts(): void {
  change(false)
}

function change(next: boolean): void {
  open = next
  for (const listener of listeners) listener()
}
