/** What a running server says about itself in postmaster.pid (src/include/utils/pidfile.h of PostgreSQL). */
export type PostmasterFile = {
  readonly pid: number
  readonly status: 'starting' | 'ready' | 'stopping' | 'unknown'
}

/** Reads postmaster.pid; undefined where it holds no process id, as after a full disk. */
export function parsePostmasterFile(text: string): PostmasterFile | undefined {
  const lines = text.split('\n')
  const pid = Math.abs(Number.parseInt(lines[0] ?? '', 10))
  if (!Number.isSafeInteger(pid) || pid === 0) return undefined
  const word = (lines[7] ?? '').trim()
  const status = word === 'starting' || word === 'ready' || word === 'stopping' ? word : 'unknown'
  return { pid, status }
}
