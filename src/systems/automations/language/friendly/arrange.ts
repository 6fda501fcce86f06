import { ancestors, dependencies } from './dependencies.ts'
import type { Step } from './model.ts'

/** Steps one after the other; what is a list of lists runs side by side. */
export type Arrangement = (Step | Parallel)[]

export interface Parallel {
  readonly branches: Arrangement[]
}

export interface Arranged {
  readonly arrangement: Arrangement
  /** Steps that wait longer than they ask to, because no nesting of lists can say exactly what they ask. */
  readonly extraWaits: readonly { step: string; waitsFor: readonly string[] }[]
}

/**
 * Nests steps so that each comes after what it needs and as much as possible runs side by side.
 * Dependencies that are no nesting of series and parallels are widened to the next common moment.
 */
export function arrange(steps: readonly Step[]): Arranged {
  const before = ancestors(dependencies(steps))
  const arrangement = sequence(steps, before)
  return { arrangement, extraWaits: extraWaits(arrangement, steps, before) }
}

type Before = ReadonlyMap<string, ReadonlySet<string>>

function sequence(steps: readonly Step[], before: Before): Arrangement {
  const parts = components(steps, before)
  if (parts.length > 1) return [{ branches: parts.map((part) => sequence(part, before)) }]
  const [only] = steps
  if (steps.length === 1 && only !== undefined) return [only]
  const cut = seriesCut(steps, before)
  return cut === null ? [] : [...sequence(cut.first, before), ...sequence(cut.rest, before)]
}

/** Groups of steps that have nothing to do with each other, in the order of the text. */
function components(steps: readonly Step[], before: Before): Step[][] {
  const groups: Step[][] = []
  for (const step of steps) {
    const related = groups.filter((group) => group.some((other) => linked(step, other, before)))
    const merged = [...related.flat(), step]
    const position = related.length > 0 ? groups.indexOf(related[0]!) : groups.length
    const others = groups.filter((group) => !related.includes(group))
    others.splice(position, 0, merged)
    groups.splice(0, groups.length, ...others)
  }
  return groups.map((group) => steps.filter((step) => group.includes(step)))
}

function linked(left: Step, right: Step, before: Before): boolean {
  return before.get(left.id)!.has(right.id) || before.get(right.id)!.has(left.id)
}

interface Cut {
  readonly first: Step[]
  readonly rest: Step[]
}

/** The smallest first part that everything else waits for as a whole, or, without one, the steps that can start at once. */
function seriesCut(steps: readonly Step[], before: Before): Cut | null {
  const ids = new Set(steps.map(({ id }) => id))
  const inside = (id: string): number => [...before.get(id)!].filter((other) => ids.has(other)).length
  const ordered = [...steps].sort((left, right) => inside(left.id) - inside(right.id) || steps.indexOf(left) - steps.indexOf(right))
  for (let size = 1; size < ordered.length; size += 1) {
    const first = ordered.slice(0, size)
    const rest = ordered.slice(size)
    if (rest.every((step) => first.every(({ id }) => before.get(step.id)!.has(id)))) return inTextOrder(steps, { first, rest })
  }
  const sources = ordered.filter(({ id }) => inside(id) === 0)
  if (sources.length === 0 || sources.length === steps.length) return null
  return inTextOrder(steps, { first: sources, rest: ordered.filter((step) => !sources.includes(step)) })
}

function inTextOrder(steps: readonly Step[], { first, rest }: Cut): Cut {
  return { first: steps.filter((step) => first.includes(step)), rest: steps.filter((step) => rest.includes(step)) }
}

function extraWaits(arrangement: Arrangement, steps: readonly Step[], before: Before): { step: string; waitsFor: string[] }[] {
  const really = waits(arrangement)
  return steps.flatMap(({ id }) => {
    const extra = [...(really.get(id) ?? [])].filter((other) => !before.get(id)!.has(other))
    return extra.length > 0 ? [{ step: id, waitsFor: extra }] : []
  })
}

/** What each step waits for in an arrangement. */
function waits(arrangement: Arrangement, outer: readonly string[] = []): Map<string, string[]> {
  const found = new Map<string, string[]>()
  let done = [...outer]
  for (const part of arrangement) {
    if ('branches' in part) for (const branch of part.branches) for (const [id, waited] of waits(branch, done)) found.set(id, waited)
    else found.set(part.id, done)
    done = [...done, ...stepsOf([part]).map(({ id }) => id)]
  }
  return found
}

export function stepsOf(arrangement: Arrangement): Step[] {
  return arrangement.flatMap((part) => ('branches' in part ? part.branches.flatMap(stepsOf) : [part]))
}
