import type { Area, PhoneTab, WebSystem } from '../slots.ts'

const areas: readonly Area[] = ['operate', 'plan', 'decide']

/** The groups of the sidebar between Today and Settings; empty ones are left out. */
export function navigationGroups(systems: readonly WebSystem[]): readonly (readonly WebSystem[])[] {
  return areas.map((area) => systems.filter((system) => system.area === area)).filter((group) => group.length > 0)
}

/** First page of a system. */
export function homeOf(system: WebSystem): string {
  return system.routes[0]?.path ?? `/${system.id}`
}

/** Whether an address lies in a system: its own path or below. */
export function isWithin(path: string, home: string): boolean {
  return path === home || path.startsWith(`${home}/`)
}

/**
 * The systems at the phone's second and fourth place. Where calendar or tasks are not in the build, the first entries
 * of the sidebar take their place.
 */
export function phoneTabs(systems: readonly WebSystem[]): { readonly second?: WebSystem; readonly fourth?: WebSystem } {
  const shown = navigationGroups(systems).flat()
  const taken = (tab: PhoneTab) => systems.find((system) => system.tab === tab)
  const spare = shown.filter((system) => system.tab === undefined)
  const second = taken('agenda') ?? spare.shift()
  const fourth = taken('tasks') ?? spare.shift()
  return { second, fourth }
}
