/**
 * One process as it was seen in one pass. null is unknown, and `unknowns` says
 * why; what a process is not (no container, no marker) is also null, without an entry there.
 */
export interface ObservedProcess {
  readonly pid: number
  /** With the pid it names this process and never another one, also across reboots. Opaque. */
  readonly startTime: string
  /** ISO 8601, UTC; to the second. */
  readonly startedAt: string
  readonly parentPid: number
  readonly groupId: number | null
  readonly sessionId: number | null
  /** The short name the system keeps, at most 15 bytes on Linux. */
  readonly name: string
  readonly state: ProcessState
  /** A thread of the kernel: no program, no files. */
  readonly kernel: boolean
  readonly command: readonly string[] | null
  readonly cwd: string | null
  readonly executable: string | null
  readonly userId: number | null
  readonly container: ContainerReference | null
  /** Set by Optimus in what it starts, and inherited by whatever that starts. */
  readonly marker: RunMarker | null
  /** Of one core, so that two busy threads are 200; null until seen twice. */
  readonly cpuPercent: number | null
  readonly residentBytes: number
  /** Sockets it listens on; null when they could not be read. */
  readonly ports: readonly ListeningPort[] | null
  readonly unknowns: readonly UnknownPart[]
}

export interface ProcessIdentity {
  readonly pid: number
  readonly startTime: string
}

export type ProcessState = 'running' | 'sleeping' | 'waiting' | 'stopped' | 'zombie' | 'idle' | 'unknown'

export interface ContainerReference {
  /** 64 hexadecimal digits. */
  readonly id: string
  readonly runtime: 'docker' | 'podman' | 'containerd' | 'cri-o' | 'unknown'
}

export interface RunMarker {
  readonly project: string | null
  readonly run: string | null
}

export interface ListeningPort {
  readonly protocol: 'tcp' | 'udp'
  /** As bound: "0.0.0.0", "127.0.0.1", "::" … */
  readonly address: string
  readonly port: number
  /** false in another network namespace: not reachable under this host's addresses. */
  readonly onHost: boolean
}

export interface UnknownPart {
  readonly part: 'command' | 'cwd' | 'executable' | 'userId' | 'container' | 'marker' | 'ports'
  readonly reason: 'not-permitted' | 'not-told-by-this-system' | 'vanished'
}

export interface ProcessSnapshot {
  /** Milliseconds since 1970. */
  readonly takenAt: number
  readonly processes: readonly ObservedProcess[]
  /** Listening sockets of this host whose process could not be seen. */
  readonly unheldPorts: readonly ListeningPort[]
  /** What this reader cannot see here, in sentences. */
  readonly limits: readonly string[]
  readonly work: ReadingWork
}

/** What one pass cost; each file, link or folder asked for counts as one. */
export interface ReadingWork {
  readonly filesRead: number
  readonly descriptorsRead: number
}

/** A project as far as processes are concerned. */
export interface ProjectPlace {
  readonly id: string
  /** For sentences. */
  readonly name: string
  /** Absolute and with links resolved, as the kernel reports folders. */
  readonly root: string
  /** Other paths of the same folder, e.g. through a link. */
  readonly aliases?: readonly string[]
}

export interface RunningContainer {
  readonly id: string
  readonly name: string
  readonly image: string
  readonly labels: Readonly<Record<string, string>>
  readonly published: readonly PublishedPort[]
  /** Folders of this host mounted into it. */
  readonly mounts: readonly string[]
}

export interface PublishedPort {
  readonly protocol: 'tcp' | 'udp'
  readonly address: string
  readonly hostPort: number
  readonly containerPort: number
}

/** Containers as far as an engine answers; silence is not the same as none. */
export type ContainerListing =
  | { readonly known: true; readonly containers: readonly RunningContainer[] }
  | { readonly known: false; readonly reason: string }

/** A command that Optimus started and recorded. */
export interface StartedRun extends ProcessIdentity {
  readonly run: string
  readonly project: string
}

export type ProcessKind = 'program' | 'shell' | 'terminal' | 'editor' | 'system'

export type EvidenceKind =
  | 'started'
  | 'marker'
  | 'container-label'
  | 'container-mount'
  | 'published-port'
  | 'cwd'
  | 'executable'
  | 'argument'
  | 'parent'

export interface Evidence {
  readonly kind: EvidenceKind
  /** e.g. "cwd ~/projects/shop/web" */
  readonly sentence: string
}

export type Ownership =
  | { readonly known: true; readonly project: string; readonly evidence: readonly Evidence[] }
  | { readonly known: false; readonly reason: string }

export interface MappedProcess {
  readonly process: ObservedProcess
  readonly kind: ProcessKind
  readonly owner: Ownership
}

/** One port of this host and who answers there. */
export interface HeldPort {
  readonly protocol: 'tcp' | 'udp'
  readonly address: string
  readonly port: number
  /** null where the holder cannot be seen, or no process stands behind a published port. */
  readonly pid: number | null
  readonly name: string | null
  readonly container: string | null
  readonly owner: Ownership
}

export interface ProcessMap {
  readonly takenAt: number
  readonly processes: readonly MappedProcess[]
  readonly ports: readonly HeldPort[]
  /** What could not be seen, in sentences. */
  readonly limits: readonly string[]
}

export interface ProcessMapChanges {
  readonly takenAt: number
  readonly appeared: readonly MappedProcess[]
  readonly changed: readonly MappedProcess[]
  readonly gone: readonly ProcessIdentity[]
}
