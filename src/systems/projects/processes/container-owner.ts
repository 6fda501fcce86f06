import type { ContainerReference, Evidence, Ownership, ProjectPlace, RunningContainer } from './process.ts'
import type { Surroundings } from './surroundings.ts'

/**
 * The project of a container, by its labels and then by the one project whose
 * folder is mounted into it. Paths inside a container say nothing about this host.
 */
export function containerOwner(reference: ContainerReference, around: Surroundings): Ownership {
  const container = around.container(reference.id)
  const short = reference.id.slice(0, 12)
  if (container === null) {
    return { known: false, reason: around.containersUnknown ?? `It runs in container ${short}, which the engine does not list.` }
  }
  const found = byLabel(container, around) ?? byMount(container, around)
  if (found !== null) return { known: true, project: found.project.id, evidence: [found.evidence] }
  return { known: false, reason: `It runs in ${describedContainer(container)}, whose labels and mounts name no project.` }
}

export function describedContainer(container: RunningContainer): string {
  return `container ${container.name || container.id.slice(0, 12)}`
}

interface Found {
  readonly project: ProjectPlace
  readonly evidence: Evidence
}

const OPTIMUS_LABEL = 'org.optimus.project'
const COMPOSE_LABEL = 'com.docker.compose.project.working_dir'

function byLabel(container: RunningContainer, around: Surroundings): Found | null {
  const named = container.labels[OPTIMUS_LABEL]
  const byName = named === undefined ? null : around.projects.byId(named)
  if (byName !== null) return found(byName, 'container-label', `${describedContainer(container)}, label ${OPTIMUS_LABEL}=${named}`)
  const folder = container.labels[COMPOSE_LABEL]
  const byFolder = folder === undefined ? null : around.projects.containing(folder)
  if (byFolder === null) return null
  return found(byFolder, 'container-label', `${describedContainer(container)}, compose folder ${around.shown(folder!)}`)
}

function byMount(container: RunningContainer, around: Surroundings): Found | null {
  const mounted = container.mounts.flatMap((path) => {
    const project = around.projects.containing(path)
    return project === null ? [] : [{ project, path }]
  })
  const [first] = mounted
  if (first === undefined || mounted.some(({ project }) => project.id !== first.project.id)) return null
  return found(first.project, 'container-mount', `${describedContainer(container)} mounts ${around.shown(first.path)}`)
}

function found(project: ProjectPlace, kind: Evidence['kind'], sentence: string): Found {
  return { project, evidence: { kind, sentence } }
}
