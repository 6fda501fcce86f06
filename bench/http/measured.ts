/** What a measured server tells its starter, and what it is asked, over the channel between the two processes. */
export interface Ready {
  readonly port: number
  readonly item: string
  readonly headers: Record<string, string>
}

/** `cpu`, or the name of one of the measured works. */
export type Question = string

/** Something that is done so many times in a row. */
export interface Work {
  readonly calls: number
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
  const { calls, once } = works[question]!
  const before = cpuMicroseconds()
  for (let call = 0; call < calls; call += 1) await once()
  process.send!((cpuMicroseconds() - before) / calls)
}

function cpuMicroseconds(): number {
  const { user, system } = process.cpuUsage()
  return user + system
}
