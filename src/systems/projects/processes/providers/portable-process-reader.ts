import type { ProcessSnapshot } from '../process.ts'
import { listenersFrom, processFrom } from '../system-information.ts'
import type { ProcessReader } from './port.ts'

/**
 * Reads processes where there is no /proc (macOS, Windows). It costs some
 * hundred milliseconds per pass and cannot tell folders, so much stays unknown.
 */
export function createPortableProcessReader(): ProcessReader {
  return {
    async read(): Promise<ProcessSnapshot> {
      const { processes, networkConnections } = await import('systeminformation')
      const [list, connections] = await Promise.all([processes(), networkConnections()])
      const listeners = listenersFrom(connections)
      return {
        takenAt: Date.now(),
        processes: list.list.map((entry) => processFrom(entry, listeners.get(entry.pid) ?? [])),
        unheldPorts: listeners.get(null) ?? [],
        limits: ['This system does not tell the folder of a process, so projects are found by program and argument paths and by parents.'],
        work: { filesRead: 0, descriptorsRead: 0 },
      }
    },
  }
}
