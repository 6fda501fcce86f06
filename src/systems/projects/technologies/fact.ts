import type { DiscoveryFact } from '../discovery/found.ts'

export type FactKind =
  | 'language'
  | 'runtime'
  | 'framework'
  | 'library'
  | 'database'
  | 'cache'
  | 'queue'
  | 'search'
  | 'infrastructure'
  | 'ci'
  | 'hosting'
  | 'service'
  | 'testing'
  | 'tooling'
  | 'mobile'
  | 'desktop'

/** The line a fact was read from. `line` is null where a file's name or its mere presence is the evidence. */
export type Evidence = { file: string; line: number | null; text: string }

/** One technology in one part of a project. */
export type Fact = {
  id: string
  name: string
  kind: FactKind
  /** As declared, a range where a range is declared; null where nothing is said or the lines disagree. */
  version: string | null
  /** 0 to 1. */
  confidence: number
  /** Folder of the part, "" for the project's top. */
  part: string
  /** Strongest first. */
  evidence: Evidence[]
  /** What a person said about it; it outlives every scan. */
  override: 'confirmed' | 'rejected' | 'added' | null
}

/** One technology in the whole project: `part` is its shallowest part, `parts` are all of them. */
export type ProjectFact = Fact & { parts: string[]; /** all that are declared, if they differ between parts */ versions: string[] }

/** Who uses whom inside a project. An end is a part's path, or `file#service` for a service of a compose file. */
export type Edge = { from: string; to: string; kind: 'package' | 'service' | 'build'; evidence: Evidence }

export type Service = { id: string; name: string; file: string; image: string | null }

/** A command that starts the project or a part of it while one works on it. */
export type StartCommand = {
  /** Stable between scans: the file and the name in it. */
  id: string
  name: string
  /** As a shell reads it, in `folder` (relative to the project). */
  line: string
  folder: string
  kind: 'dev' | 'start' | 'services'
  confidence: number
  evidence: Evidence
}

export type ProjectTechnologies = {
  /** One for each technology and part, examples and fixtures among them. */
  facts: Fact[]
  /** One for each technology, over the packages of the project. */
  project: ProjectFact[]
  services: Service[]
  edges: Edge[]
  /** Likeliest first. */
  commands: StartCommand[]
  hasTests: boolean
  problems: DiscoveryFact[]
}
