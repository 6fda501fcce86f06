import type { Pom, PomDependency } from './maven-pom.ts'

/** All poms of a project, by path and by group:artifact. */
export type MavenModel = { byPath: Map<string, Pom>; byName: Map<string, Pom> }

/** A dependency with everything filled in that the project itself knows. */
export type EffectiveDependency = PomDependency & { name: string; requested: string | null; version: string | null; isInherited: boolean }

// A chain of parents or of properties longer than this is a cycle.
const deepest = 20

export function mavenModel(poms: readonly Pom[]): MavenModel {
  const model: MavenModel = { byPath: new Map(poms.map((one) => [one.path, one])), byName: new Map() }
  for (const pom of poms) model.byName.set(nameOf(model, pom), pom)
  return model
}

/** `group:artifact`, the group taken from the parent where the pom leaves it out. */
export function nameOf(model: MavenModel, pom: Pom): string {
  return `${fill(model, pom, pom.groupId ?? pom.parent?.groupId ?? '')}:${fill(model, pom, pom.artifactId)}`
}

export function versionOf(model: MavenModel, pom: Pom): string | null {
  const written = pom.version ?? pom.parent?.version ?? null
  return written === null ? null : exact(fill(model, pom, written))
}

/** The pom and its parents inside the project, nearest first. */
export function chainOf(model: MavenModel, pom: Pom): Pom[] {
  const chain: Pom[] = []
  for (let at: Pom | undefined = pom; at && chain.length < deepest && !chain.includes(at); at = parentOf(model, at)) chain.push(at)
  return chain
}

/** Own and inherited dependencies, with versions from the management sections of the chain and of imported BOMs. */
export function effectiveDependencies(model: MavenModel, pom: Pom): EffectiveDependency[] {
  const chain = chainOf(model, pom)
  const managed = managedOf(model, pom)
  const found = new Map<string, EffectiveDependency>()
  for (const owner of chain) {
    for (const one of owner.dependencies) {
      const name = `${fill(model, pom, one.groupId)}:${fill(model, pom, one.artifactId)}`
      if (found.has(name)) continue
      const management = managed.get(name)
      const written = one.version ?? management?.version ?? null
      const requested = written === null ? null : fill(model, pom, written)
      const scope = one.scope ?? management?.scope ?? null
      found.set(name, { ...one, name, scope, requested, version: requested === null ? null : exact(requested), isInherited: owner !== pom })
    }
  }
  return [...found.values()]
}

/** The parents and BOMs outside the project that decide versions nobody here can see. */
export function outsideManagement(model: MavenModel, pom: Pom): string[] {
  const chain = chainOf(model, pom)
  const parent = chain.at(-1)?.parent
  const boms = chain
    .flatMap((owner) => owner.managed)
    .filter((one) => one.scope === 'import')
    .map((one) => ({ name: `${fill(model, pom, one.groupId)}:${one.artifactId}`, version: fill(model, pom, one.version ?? '') }))
    .filter(({ name }) => !model.byName.has(name))
    .map(({ name, version }) => `${name}:${version}`)
  return [...(parent ? [`${parent.groupId}:${parent.artifactId}:${parent.version ?? '?'}`] : []), ...boms]
}

function parentOf(model: MavenModel, pom: Pom): Pom | undefined {
  if (!pom.parent) return undefined
  const near = model.byPath.get(pom.parent.path)
  if (near && near.artifactId === pom.parent.artifactId) return near
  return model.byName.get(`${pom.parent.groupId}:${pom.parent.artifactId}`)
}

function managedOf(model: MavenModel, pom: Pom): Map<string, PomDependency> {
  const found = new Map<string, PomDependency>()
  const open = [pom]
  const seen = new Set<Pom>()
  for (let next = open.shift(); next; next = open.shift()) {
    if (seen.has(next)) continue
    seen.add(next)
    for (const owner of chainOf(model, next)) {
      for (const one of owner.managed) {
        const name = `${fill(model, next, one.groupId)}:${fill(model, next, one.artifactId)}`
        const bom = one.scope === 'import' ? model.byName.get(name) : undefined
        if (bom) open.push(bom)
        // A child's own properties count also in what it inherits, so the version is filled in for the asker.
        else if (one.scope !== 'import' && !found.has(name))
          found.set(name, next === pom ? one : { ...one, version: one.version && fill(model, next, one.version) })
      }
    }
  }
  return found
}

/** Fills ${properties} from the pom outward to its parents; what nobody in the project defines stays as written. */
function fill(model: MavenModel, pom: Pom, text: string): string {
  let filled = text
  for (let depth = 0; depth < deepest && filled.includes('${'); depth++) {
    const next = filled.replace(/\$\{([^${}]+)\}/g, (whole, key: string) => propertyOf(model, pom, key) ?? whole)
    if (next === filled) break
    filled = next
  }
  return filled
}

function propertyOf(model: MavenModel, pom: Pom, key: string): string | null {
  const own = /^(?:project|pom)\.(?:(parent)\.)?(version|groupId|artifactId)$/.exec(key)
  if (own) {
    const field = own[2] as 'version' | 'groupId' | 'artifactId'
    return own[1] ? (pom.parent?.[field] ?? null) : (pom[field] ?? pom.parent?.[field] ?? null)
  }
  return (
    chainOf(model, pom)
      .map((one) => one.properties.get(key))
      .find((one) => one !== undefined) ?? null
  )
}

/** A range, a moving word or an unfilled property names no version. */
function exact(requested: string): string | null {
  return /^[^[(,$]+$/.test(requested) && !/^(LATEST|RELEASE)$/.test(requested) ? requested : null
}
