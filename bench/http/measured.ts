/** What a measured server tells its starter, and what it is asked, over the channel between the two processes. */
export interface Ready {
  readonly port: number
  readonly item: string
  readonly headers: Record<string, string>
}

export type Question = 'cpu' | 'auth'

/** Answers questions about this process's CPU time, and ends when the starter goes away. */
export function beMeasured(ready: Ready, authenticate?: () => Promise<unknown>): void {
  process.on('message', (question: Question) => void answer(question, authenticate))
  process.on('disconnect', () => process.exit(0))
  process.send!(ready)
}

async function answer(question: Question, authenticate?: () => Promise<unknown>): Promise<void> {
  if (question === 'cpu') return void process.send!(cpuMicroseconds())
  const calls = 20_000
  const before = cpuMicroseconds()
  for (let call = 0; call < calls; call += 1) await authenticate?.()
  process.send!((cpuMicroseconds() - before) / calls)
}

function cpuMicroseconds(): number {
  const { user, system } = process.cpuUsage()
  return user + system
}
