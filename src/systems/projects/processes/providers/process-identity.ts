import type { ProcessIdentity } from '../process.ts'
import { parseStat } from '../stat.ts'
import { createPortableProcessReader } from './portable-process-reader.ts'
import { openProcfs } from './procfs.ts'

/** Who has this pid now, dead but not yet collected included, in the same form as the reader's; null when nobody has. */
export async function identifyProcess(pid: number): Promise<ProcessIdentity | null> {
  if (process.platform === 'linux') return lookUp(pid)
  const { processes } = await createPortableProcessReader().read()
  return processes.find((candidate) => candidate.pid === pid) ?? null
}

/**
 * Sends a signal to exactly this process. On Linux its start time is read in the
 * same instant, so a pid that was reused is not hit. Returns how it went.
 */
export function signalProcess(target: ProcessIdentity, signal: NodeJS.Signals): 'sent' | 'gone' | 'not-permitted' {
  if (process.platform === 'linux' && lookUp(target.pid)?.startTime !== target.startTime) return 'gone'
  try {
    process.kill(target.pid, signal)
    return 'sent'
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM' ? 'not-permitted' : 'gone'
  }
}

const procfs = openProcfs()

function lookUp(pid: number): ProcessIdentity | null {
  const text = procfs.text(`${pid}/stat`)
  const stat = text.ok ? parseStat(text.value) : null
  const bootId = procfs.text('sys/kernel/random/boot_id')
  return stat && { pid, startTime: `${bootId.ok ? bootId.value.trim() : ''}:${stat.startTicks}` }
}
