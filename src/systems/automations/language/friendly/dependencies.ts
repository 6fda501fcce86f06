import type { Step } from './model.ts'

/** What each step of a list waits for directly: what it says, or everything above it. Unknown names are left out. */
export function dependencies(steps: readonly Step[]): Map<string, Set<string>> {
  const ids = steps.map(({ id }) => id)
  return new Map(steps.map((step, index) => [step.id, new Set(step.needs === undefined ? ids.slice(0, index) : step.needs.filter((id) => ids.includes(id)))]))
}

/** Everything a step waits for, directly or through others. Of a circle, its own members too. */
export function ancestors(direct: ReadonlyMap<string, ReadonlySet<string>>): Map<string, Set<string>> {
  return new Map(
    [...direct.keys()].map((id) => {
      const found = new Set(direct.get(id))
      for (const other of found) for (const further of direct.get(other) ?? []) found.add(further)
      return [id, found]
    }),
  )
}

/** A circle of steps that wait for each other, starting where the text mentions it first; null when there is none. */
export function findCircle(steps: readonly Step[]): string[] | null {
  const direct = dependencies(steps)
  const all = ancestors(direct)
  const start = steps.find(({ id }) => all.get(id)?.has(id))?.id
  if (start === undefined) return null
  return shortestWay(start, direct, all)
}

function shortestWay(start: string, direct: ReadonlyMap<string, ReadonlySet<string>>, all: ReadonlyMap<string, ReadonlySet<string>>): string[] {
  const ways: string[][] = [[start]]
  for (const way of ways) {
    for (const next of direct.get(way.at(-1)!) ?? []) {
      if (next === start) return [...way, start]
      if (!way.includes(next) && all.get(next)?.has(start)) ways.push([...way, next])
    }
  }
  return [start, start]
}
