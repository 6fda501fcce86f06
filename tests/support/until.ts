import { setTimeout as pause } from 'node:timers/promises'

/** Asks again and again until the answer is given; fails after so many seconds with what was last seen. */
export async function until<T>(what: string, ask: () => Promise<T | null | undefined | false>, seconds = 20): Promise<T> {
  const deadline = performance.now() + seconds * 1000
  for (;;) {
    const answer = await ask()
    if (answer) return answer
    if (performance.now() > deadline) throw new Error(`It did not come about within ${seconds} s: ${what}`)
    await pause(25)
  }
}
