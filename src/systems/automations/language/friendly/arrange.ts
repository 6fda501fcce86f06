import { Bits } from './bits.ts'
import type { Step } from './model.ts'
import { StepOrder } from './step-order.ts'

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
  const arranger = new Arranger(steps)
  const positions = steps.map((_, index) => index)
  const arrangement = arranger.sequence(positions)
  return { arrangement, extraWaits: arranger.extraWaits(arrangement) }
}

export function stepsOf(arrangement: Arrangement): Step[] {
  return arrangement.flatMap((part) => ('branches' in part ? part.branches.flatMap(stepsOf) : [part]))
}

class Arranger {
  private readonly steps: readonly Step[]
  private readonly order: StepOrder

  constructor(steps: readonly Step[]) {
    this.steps = steps
    this.order = new StepOrder(steps)
  }

  /** Cuts a set of steps into segments that wait for each other as a whole. */
  sequence(positions: readonly number[]): Arrangement {
    const arrangement: Arrangement = []
    for (let rest = [...positions]; rest.length > 0;) {
      const segments = this.segments(rest)
      const [first, ...later] = segments
      const parts = this.components(first!)
      if (first!.length === 1) arrangement.push(this.steps[first![0]!]!)
      else if (parts.length > 1) arrangement.push({ branches: parts.map((part) => this.sequence(part)) })
      else {
        const sources = this.sources(first!)
        arrangement.push(...this.sequence(sources))
        rest = [...first!.filter((position) => !sources.includes(position)), ...later.flat()].sort((left, right) => left - right)
        continue
      }
      arrangement.push(...later.flatMap((segment) => (segment.length === 1 ? [this.steps[segment[0]!]!] : this.sequence(segment))))
      return arrangement
    }
    return arrangement
  }

  /** The smallest parts, in order, each of which waits for all parts before it. */
  private segments(positions: readonly number[]): number[][] {
    const inside = this.bits(positions)
    const counts = new Map(positions.map((position) => [position, this.order.before(position).countWithin(inside)]))
    const ordered = [...positions].sort((left, right) => counts.get(left)! - counts.get(right)! || left - right)
    const common = Bits.full(this.steps.length)
    const cuts: number[] = []
    const prefix = inside.copy()
    for (let size = ordered.length - 1; size > 0; size -= 1) {
      const last = ordered[size]!
      common.keepAll(this.order.before(last))
      prefix.removeAll(this.bits([last]))
      if (prefix.isWithin(common)) cuts.unshift(size)
    }
    return [0, ...cuts].map((cut, index, all) => ordered.slice(cut, all[index + 1] ?? ordered.length).sort((left, right) => left - right))
  }

  /** Groups of steps that have nothing to do with each other, in the order of the text. */
  private components(positions: readonly number[]): number[][] {
    const groups: number[][] = []
    const left = new Set(positions)
    for (const start of positions) {
      if (!left.delete(start)) continue
      const group = [start]
      for (const member of group)
        for (const other of left)
          if (this.order.before(member).has(other) || this.order.before(other).has(member)) {
            left.delete(other)
            group.push(other)
          }
      groups.push(group.sort((first, second) => first - second))
    }
    return groups
  }

  private sources(positions: readonly number[]): number[] {
    const inside = this.bits(positions)
    return positions.filter((position) => this.order.before(position).countWithin(inside) === 0)
  }

  private bits(positions: readonly number[]): Bits {
    const found = new Bits(this.steps.length)
    positions.forEach((position) => found.add(position))
    return found
  }

  extraWaits(arrangement: Arrangement): { step: string; waitsFor: string[] }[] {
    const positions = new Map(this.steps.map((step, index) => [step, index]))
    const found: { position: number; waitsFor: string[] }[] = []
    const visit = (parts: Arrangement, done: Bits): Bits => {
      for (const part of parts) {
        if ('branches' in part) {
          const after = part.branches.map((branch) => visit(branch, done.copy()))
          after.forEach((bits) => done.addAll(bits))
          continue
        }
        const position = positions.get(part)!
        const extra = done.copy().removeAll(this.order.before(position)).members()
        if (extra.length > 0) found.push({ position, waitsFor: extra.map((index) => this.steps[index]!.id) })
        done.add(position)
      }
      return done
    }
    visit(arrangement, new Bits(this.steps.length))
    return found
      .sort((left, right) => left.position - right.position)
      .map(({ position, waitsFor }) => ({ step: this.steps[position]!.id, waitsFor }))
  }
}
