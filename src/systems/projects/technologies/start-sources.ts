import type { Part } from '../discovery/part.ts'
import type { Script, ServiceNode } from './signal.ts'

/** What start commands are told from. */
export type StartSources = {
  parts: readonly Part[]
  /** All files of the project, relative. */
  files: readonly string[]
  scripts: readonly Script[]
  services: readonly ServiceNode[]
  /** Ids of the technologies found, by part. */
  technologies: ReadonlyMap<string, ReadonlySet<string>>
}
