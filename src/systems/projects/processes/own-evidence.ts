import { resolve } from 'node:path'
import { programName } from './command-line.ts'
import { containerOwner, describedContainer } from './container-owner.ts'
import type { Evidence, EvidenceKind, ObservedProcess, Ownership, ProcessKind, ProjectPlace } from './process.ts'
import type { Surroundings } from './surroundings.ts'

/** What a process tells about its project by itself, the strongest evidence first; null for nothing. */
export function ownEvidence(process: ObservedProcess, kind: ProcessKind, around: Surroundings): Ownership | null {
  const clues = [startedClue(process, around), markerClue(process, around)].filter((clue) => clue !== null)
  if (clues.length > 0) return owned(clues)
  if (process.container !== null) return containerOwner(process.container, around)
  if (process.kernel) return { known: false, reason: 'It is a thread of the kernel.' }
  if (kind === 'system') return engineHelper(process, around)
  if (kind === 'terminal' || around.isOwnHelper(process)) return null
  const places = [cwdClue(process, around), executableClue(process, around), argumentClue(process, around)]
  const found = places.filter((clue) => clue !== null)
  return found.length === 0 ? null : owned(found)
}

interface Clue {
  readonly project: ProjectPlace
  readonly evidence: Evidence
}

/** The first clue decides; the others count where they agree with it. */
function owned(clues: readonly Clue[]): Ownership {
  const project = clues[0]!.project.id
  return { known: true, project, evidence: clues.filter((clue) => clue.project.id === project).map(({ evidence }) => evidence) }
}

function clue(project: ProjectPlace | null, kind: EvidenceKind, sentence: string): Clue | null {
  return project === null ? null : { project, evidence: { kind, sentence } }
}

function startedClue(process: ObservedProcess, around: Surroundings): Clue | null {
  const run = around.startedAs(process)
  return run === null ? null : clue(around.projects.byId(run.project), 'started', `started by Optimus as run ${run.run}`)
}

function markerClue({ marker }: ObservedProcess, around: Surroundings): Clue | null {
  if (marker?.project == null) return null
  const run = marker.run === null ? '' : `, run ${marker.run}`
  return clue(around.projects.byId(marker.project), 'marker', `its environment says OPTIMUS_PROJECT=${marker.project}${run}`)
}

function cwdClue({ cwd }: ObservedProcess, around: Surroundings): Clue | null {
  return cwd === null ? null : clue(around.projects.containing(cwd), 'cwd', `cwd ${around.shown(cwd)}`)
}

function executableClue({ executable }: ObservedProcess, around: Surroundings): Clue | null {
  return executable === null ? null : clue(around.projects.containing(executable), 'executable', `program ${around.shown(executable)}`)
}

const WORDS_AT_MOST = 32

/** argv[0] first: a virtual environment's interpreter is a link that the kernel resolves away. */
function argumentClue({ command, cwd }: ObservedProcess, around: Surroundings): Clue | null {
  for (const word of command?.slice(0, WORDS_AT_MOST) ?? []) {
    const path = pathIn(word, cwd)
    const found = path && clue(around.projects.containing(path), 'argument', `argument ${around.shown(path)}`)
    if (found) return found
  }
  return null
}

/** A word that is or carries a path: "/a/b", "b/c.js", "--config=/a/b", "file:///a/b", "/a:/mounted". */
function pathIn(word: string, cwd: string | null): string | null {
  const text = word.replace(/^--?[\w-]+=/, '').replace(/^file:\/\//, '')
  if (text.startsWith('/')) return text.split(':')[0]!
  if (cwd === null || !text.includes('/') || text.startsWith('-') || /^[a-z][a-z0-9+.-]*:/i.test(text)) return null
  return resolve(cwd, text)
}

/** What an engine runs on the host for a container: its port forwarder and its monitor. */
function engineHelper(process: ObservedProcess, around: Surroundings): Ownership | null {
  const name = programName(process.command, process.name)
  const words = process.command ?? []
  if (name === 'docker-proxy') return forwardedPort(words, around)
  const id = name.startsWith('containerd-shim') ? after(words, '-id') : name === 'conmon' ? after(words, '-c') : null
  return id !== null && /^[0-9a-f]{64}$/.test(id) ? containerOwner({ id, runtime: 'unknown' }, around) : null
}

function forwardedPort(words: readonly string[], around: Surroundings): Ownership {
  const protocol = after(words, '-proto') ?? 'tcp'
  const port = Number(after(words, '-host-port'))
  const container = around.publishing(protocol, port)
  if (container === null) {
    return { known: false, reason: around.containersUnknown ?? `It forwards port ${port} to a container that the engine does not list.` }
  }
  const owner = containerOwner({ id: container.id, runtime: 'docker' }, around)
  if (!owner.known) return owner
  const published = { kind: 'published-port' as const, sentence: `forwards port ${port} to ${describedContainer(container)}` }
  return { ...owner, evidence: [published, ...owner.evidence] }
}

function after(words: readonly string[], option: string): string | null {
  const at = words.indexOf(option)
  return at < 0 ? null : (words[at + 1] ?? null)
}
