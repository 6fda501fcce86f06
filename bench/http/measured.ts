/** What a measured server tells its starter, and what it is asked, over the channel between the two processes. */
export interface Ready {
  readonly port: number
  readonly item: string
  readonly headers: Record<string, string>
}

/** `cpu`, or the name of one of the measured works. */
export type Question = string

/** Something that is done so many times, one after the other or so many at a time. */
export interface Work {
  readonly calls: number
  readonly parallel?: number
  readonly once: () => unknown
}

/** Answers questions about this process's CPU time, and ends when the starter goes away. */
export function beMeasured(ready: Ready, works: Readonly<Record<string, Work>> = {}): void {
  process.on('message', (question: Question) => void answer(question, works))
  process.on('disconnect', () => process.exit(0))
  process.send!(ready)
}

async function answer(question: Question, works: Readonly<Record<string, Work>>): Promise<void> {
  if (question === 'cpu') return void process.send!(cpuMicroseconds())
  const { calls, parallel = 1, once } = works[question]!
  let left = calls
  const work = async (): Promise<void> => {
    while (left > 0) {
      left -= 1
      await once()
    }
  }
  const before = cpuMicroseconds()
  await Promise.all(Array.from({ length: parallel }, work))
  process.send!((cpuMicroseconds() - before) / calls)
}

function cpuMicroseconds(): number {
  const { user, system } = process.cpuUsage()
  return user + system
}
