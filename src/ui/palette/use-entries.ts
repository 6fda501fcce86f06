import { useQueries } from '@tanstack/react-query'
import { Activity, Settings, Sun, SwatchBook } from 'lucide-react'
import { usePanels, useSystems } from '../app/systems.ts'
import { homeOf } from '../shell/navigation-groups.ts'
import type { PaletteEntry, WebSystem } from '../slots.ts'
import { useListedOperations, type ListedOperation } from './operations.ts'
import { rank, type Ranked } from './rank.ts'
import { word } from './words.ts'

const mostRun = 6
const mostGo = 7

export interface Entries {
  readonly run: readonly Ranked<ListedOperation>[]
  readonly go: readonly Ranked<PaletteEntry>[]
  readonly capture: readonly PaletteEntry[]
  /** Why operations are missing, if they are. */
  readonly problem: string | null
}

/** Everything the palette shows for what was typed. */
export function useEntries(text: string): Entries {
  const operations = useListedOperations()
  const systems = useSystems()
  const found = useSources(text)
  const shown = text.trim() === '' ? startWith(operations.data ?? []) : (operations.data ?? [])
  return {
    run: rank(shown, text, (operation) => `${operation.summary} ${operation.system} ${operation.name}`).slice(0, mostRun),
    go: [
      ...rank(found.go, text, (entry) => `${entry.label} ${entry.detail ?? ''}`),
      ...rank(pages(systems), text, ({ label }) => label),
    ].slice(0, mostGo),
    capture: text.trim() === '' ? [] : found.capture,
    problem: operations.error?.message ?? null,
  }
}

/** Without words: what can run as it stands and changes something, the likeliest wishes. */
function startWith(operations: readonly ListedOperation[]): readonly ListedOperation[] {
  return operations.filter(({ effect, input }) => effect === 'write' && (input.required ?? []).length === 0)
}

function useSources(text: string): { go: readonly PaletteEntry[]; capture: readonly PaletteEntry[] } {
  const panels = usePanels('palette.source')
  const answers = useQueries({
    queries: panels.map((panel) => ({
      queryKey: ['palette', panel.id, text],
      queryFn: ({ signal }: { signal: AbortSignal }) => panel.search(text, signal),
      staleTime: 10_000,
      placeholderData: (old: readonly PaletteEntry[] | undefined) => old,
    })),
  })
  const of = (group: 'go' | 'capture') => panels.flatMap((panel, index) => (panel.group === group ? (answers[index]?.data ?? []) : []))
  return { go: of('go'), capture: of('capture') }
}

function pages(systems: readonly WebSystem[]): PaletteEntry[] {
  const own = [
    { id: 'today', label: word('page.today'), icon: Sun, href: '/' },
    { id: 'settings', label: word('page.settings'), icon: Settings, href: '/settings' },
    { id: 'runs', label: word('page.runs'), icon: Activity, href: '/runs' },
    { id: 'kit', label: word('page.kit'), icon: SwatchBook, href: '/kit' },
  ]
  const theirs = systems
    .filter(({ area }) => area !== 'none')
    .map((system) => ({ id: system.id, label: system.label, icon: system.icon, href: homeOf(system) }))
  return [...theirs, ...own]
}
