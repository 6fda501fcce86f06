import type { ContainerListing, ProcessSnapshot } from '../process.ts'

/** Sees the processes of this host. One pass at a time. */
export interface ProcessReader {
  read(): Promise<ProcessSnapshot>
}

/** Sees the containers of this host; answers "unknown" rather than failing. */
export interface ContainerReader {
  /** The ids that processes are known to run in, so that the engine is asked only about something new. */
  read(idsSeen: ReadonlySet<string>): Promise<ContainerListing>
}
