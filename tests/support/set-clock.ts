import type { Clock } from '#kernel/clock.ts'

/** A clock that tests set; it stands still in between. */
export interface SetClock extends Clock {
  set(moment: string): void
  advance(milliseconds: number): void
}

export function clockAt(moment: string): SetClock {
  let now = new Date(moment)
  return {
    now: () => new Date(now),
    set: (next) => (now = new Date(next)),
    advance: (milliseconds) => (now = new Date(now.getTime() + milliseconds)),
  }
}
