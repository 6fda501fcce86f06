import { createLinuxProcessReader } from './linux-process-reader.ts'
import { createPortableProcessReader } from './portable-process-reader.ts'
import type { ProcessReader } from './port.ts'

/** The reader for this operating system. */
export function createProcessReader(platform: NodeJS.Platform = process.platform): ProcessReader {
  return platform === 'linux' ? createLinuxProcessReader() : createPortableProcessReader()
}
