import { ComponentScope, ComponentType } from '@cyclonedx/cyclonedx-library/Enums'
import { Bom, Component, ComponentRepository, Metadata, Tools, type BomRef } from '@cyclonedx/cyclonedx-library/Models'
import { JSON as CycloneJson } from '@cyclonedx/cyclonedx-library/Serialize'
import { Spec1dot6 } from '@cyclonedx/cyclonedx-library/Spec'
import type { DependencyGraph, DependencyPackage, Scope } from '../graph.ts'
import { sbomLicences } from './sbom-licences.ts'

export type SbomSubject = {
  project: { name: string; version: string | null }
  graphs: readonly DependencyGraph[]
  /** `urn:uuid:` and a UUID, new for every document. */
  serialNumber: string
  timestamp: Date
  tool: { name: string; version: string }
}

const rootReference = 'project'

/**
 * A CycloneDX 1.6 JSON document of a project: its components with licences and package URLs, who depends on whom,
 * and whether that is all there is (`compositions`: complete or incomplete).
 * The same input gives the same text.
 */
export function writeSbom(subject: SbomSubject): string {
  const bom = new Bom({ serialNumber: subject.serialNumber, metadata: metadataOf(subject) })
  const root = bom.metadata.component!
  const packages = mergePackages(subject.graphs)
  const components = new Map([...packages.values()].map((one) => [one.purl, componentOf(one)]))
  for (const component of components.values()) bom.components.add(component)
  for (const one of packages.values()) link(components, components.get(one.purl)!, one.dependsOn)
  link(
    components,
    root,
    subject.graphs.flatMap((graph) => graph.direct.flatMap(({ purl }) => purl ?? [])),
  )
  const isComplete = subject.graphs.every((graph) => graph.complete)
  const document = new CycloneJson.Normalize.Factory(Spec1dot6).makeForBom().normalize(bom, { sortLists: true })
  const compositions = [{ aggregate: isComplete ? 'complete' : 'incomplete', dependencies: [rootReference] }]
  return `${JSON.stringify({ ...document, compositions }, null, 2)}\n`
}

function metadataOf({ project, timestamp, tool }: SbomSubject): Metadata {
  const writer = new Component(ComponentType.Application, tool.name, { version: tool.version })
  return new Metadata({
    timestamp,
    tools: new Tools({ components: new ComponentRepository([writer]) }),
    component: new Component(ComponentType.Application, project.name, { bomRef: rootReference, version: project.version ?? undefined }),
  })
}

type Merged = Pick<DependencyPackage, 'name' | 'version' | 'purl' | 'scope' | 'licences' | 'origin'> & { dependsOn: Set<string> }

const strength: readonly Scope[] = ['runtime', 'peer', 'optional', 'dev']

/** One component however many lockfiles name it, with the strongest of its scopes. */
function mergePackages(graphs: readonly DependencyGraph[]): Map<string, Merged> {
  const merged = new Map<string, Merged>()
  for (const one of graphs.flatMap((graph) => graph.packages)) {
    const known = merged.get(one.purl)
    if (!known) {
      merged.set(one.purl, { ...one, dependsOn: new Set(one.dependsOn) })
      continue
    }
    if (strength.indexOf(one.scope) < strength.indexOf(known.scope)) known.scope = one.scope
    known.licences ??= one.licences
    for (const purl of one.dependsOn) known.dependsOn.add(purl)
  }
  return merged
}

/** What is needed at runtime is required; what only development needs is in the document, but excluded. */
const scopes: Record<Scope, ComponentScope> = {
  runtime: ComponentScope.Required,
  peer: ComponentScope.Required,
  optional: ComponentScope.Optional,
  dev: ComponentScope.Excluded,
}

function componentOf(one: Merged): Component {
  const separator = one.purl.startsWith('pkg:maven/') ? ':' : '/'
  const at = one.name.lastIndexOf(separator)
  const component = new Component(ComponentType.Library, one.name.slice(at + 1), {
    bomRef: one.purl,
    purl: one.purl,
    group: at > 0 ? one.name.slice(0, at) : undefined,
    version: one.version ?? undefined,
    scope: scopes[one.scope],
  })
  for (const licence of sbomLicences(one.licences ?? [])) component.licenses.add(licence)
  return component
}

function link(components: ReadonlyMap<string, Component>, from: Component, purls: Iterable<string>): void {
  for (const purl of purls) {
    const to: BomRef | undefined = components.get(purl)?.bomRef
    if (to) from.dependencies.add(to)
  }
}
