import { Bits } from './bits.ts'

export interface Ordered {
  readonly id: string
  readonly needs?: readonly string[]
}

/** Which step of a list comes before which. A step without `needs` waits for everything above it. */
export class StepOrder {
  private readonly ids: readonly string[]
  private readonly positions: ReadonlyMap<string, number>
  private readonly direct: readonly Bits[]
  private readonly all: readonly Bits[]

  constructor(steps: readonly Ordered[]) {
    this.ids = steps.map(({ id }) => id)
    this.positions = new Map(this.ids.map((id, index) => [id, index]))
    this.direct = steps.map((step, index) => this.directOf(step, index))
    this.all = closure(this.direct)
  }

  private directOf({ needs }: Ordered, index: number): Bits {
    const found = new Bits(this.ids.length)
    if (needs === undefined) for (let above = 0; above < index; above += 1) found.add(above)
    else for (const position of needs.flatMap((id) => this.positions.get(id) ?? [])) found.add(position)
    return found
  }

  /** Whether the second has to wait for the first, directly or through others. */
  isBefore(first: string, second: string): boolean {
    const [left, right] = [this.positions.get(first), this.positions.get(second)]
    return left !== undefined && right !== undefined && this.all[right]!.has(left)
  }

  /** Everything before a step, by position in the list. Of a circle, its own members too. */
  before(position: number): Bits {
    return this.all[position]!
  }

  needsNothing(id: string): boolean {
    return this.direct[this.positions.get(id)!]!.members().length === 0
  }

  /** The steps right before a step, as a list that could stand in its `needs`. */
  nearest(id: string): string[] {
    const before = this.all[this.positions.get(id)!]!
    const implied = new Bits(this.ids.length)
    const members = before.members()
    for (const member of members) implied.addAll(this.all[member]!)
    return members.filter((member) => !implied.has(member)).map((member) => this.ids[member]!)
  }

  /** A circle of steps that wait for each other, from where the text mentions it first; null when there is none. */
  circle(): string[] | null {
    const start = this.all.findIndex((before, index) => before.has(index))
    if (start < 0) return null
    const ways: number[][] = [[start]]
    const seen = new Set([start])
    for (const way of ways)
      for (const next of this.direct[way.at(-1)!]!.members()) {
        if (next === start) return [...way, start].map((index) => this.ids[index]!)
        if (!this.all[next]!.has(start) || seen.has(next)) continue
        seen.add(next)
        ways.push([...way, next])
      }
    return null
  }
}

/** What each step waits for through others too. */
function closure(direct: readonly Bits[]): Bits[] {
  const needs = direct.map((bits) => bits.members())
  const all = direct.map((bits) => bits.copy())
  const done = new Set<number>()
  const open = new Set<number>()
  let circular = false
  const visit = (start: number): void => {
    const stack = [{ at: start, next: 0 }]
    open.add(start)
    while (stack.length > 0) {
      const frame = stack.at(-1)!
      const need = needs[frame.at]![frame.next]
      frame.next += 1
      if (need === undefined) {
        addImplied(all, frame.at, needs[frame.at]!)
        done.add(frame.at)
        stack.pop()
      } else if (!done.has(need)) {
        if (open.has(need)) circular = true
        else stack.push({ at: need, next: 0 })
        open.add(need)
      }
    }
  }
  direct.forEach((_, index) => !done.has(index) && visit(index))
  return circular ? withCircles(all, needs) : all
}

/** The nearest first: what they wait for need not be added again, which is nearly everything where steps follow each other. */
function addImplied(all: readonly Bits[], at: number, members: readonly number[]): void {
  const implied = all[at]!.copy().clear()
  for (let index = members.length - 1; index >= 0; index -= 1) if (!implied.has(members[index]!)) implied.addAll(all[members[index]!]!)
  all[at]!.addAll(implied)
}

/** The walk leaves out what lies further round a circle; repeat until all members of it know each other. */
function withCircles(all: Bits[], needs: readonly number[][]): Bits[] {
  for (let changed = true; changed;) {
    changed = false
    needs.forEach((members, index) => {
      for (const member of members)
        if (!all[member]!.isWithin(all[index]!)) {
          all[index]!.addAll(all[member]!)
          changed = true
        }
    })
  }
  return all
}
