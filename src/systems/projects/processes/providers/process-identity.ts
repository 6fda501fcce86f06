import type { ProcessIdentity } from '../process.ts';
import { parseStat } from '../stat.ts';
import { createPortableProcessReader } from './portable-process-reader.ts';
import { openProcfs } from './procfs.ts';

/** Who has this pid now, in the same form as the reader's; null when nobody living has. */
export async function identifyProcess(pid: number): Promise<ProcessIdentity | null> {
  if (process.platform === 'linux') return identifyAtOnce(pid);
  const { processes } = await createPortableProcessReader().read();
  return processes.find((candidate) => candidate.pid === pid && candidate.state !== 'zombie') ?? null;
}

/**
 * Sends a signal to exactly this process. On Linux its start time is read in the
 * same instant, so a pid that was reused is not hit. Returns how it went.
 */
export function signalProcess(target: ProcessIdentity, signal: NodeJS.Signals): 'sent' | 'gone' | 'not-permitted' {
  if (process.platform === 'linux' && identifyAtOnce(target.pid)?.startTime !== target.startTime) return 'gone';
  try {
    process.kill(target.pid, signal);
    return 'sent';
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM' ? 'not-permitted' : 'gone';
  }
}

const procfs = openProcfs();

function identifyAtOnce(pid: number): ProcessIdentity | null {
  const text = procfs.text(`${pid}/stat`);
  const stat = text.ok ? parseStat(text.value) : null;
  const bootId = procfs.text('sys/kernel/random/boot_id');
  if (stat === null || stat.state === 'zombie') return null;
  return { pid, startTime: `${bootId.ok ? bootId.value.trim() : ''}:${stat.startTicks}` };
}
