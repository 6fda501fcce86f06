/** What runs of one project, as the last look at the machine's processes showed it. */
export interface Running {
  readonly processes: number
  readonly ports: readonly number[]
}

export const nothingRuns: Running = Object.freeze({ processes: 0, ports: [] })
