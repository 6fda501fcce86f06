import type { PublishedPort, RunningContainer } from './process.ts'

/**
 * Reads the answer of GET /containers/json (Docker Engine API, ContainerList;
 * Podman serves the same). Throws a TypeError for anything that is not such a list.
 */
export function parseContainerList(json: string): RunningContainer[] {
  const answer: unknown = JSON.parse(json)
  if (!Array.isArray(answer)) throw new TypeError('The engine did not answer with a list of containers.')
  return answer.map(containerFrom)
}

/** The parts of ContainerSummary that are used; engines leave out what is empty. */
interface ContainerSummary {
  readonly Id: string
  readonly Names?: readonly string[] | null
  readonly Image?: string
  readonly Labels?: Readonly<Record<string, string>> | null
  readonly Ports?: readonly PortSummary[] | null
  readonly Mounts?: readonly { readonly Type?: string; readonly Source?: string }[] | null
}

interface PortSummary {
  readonly IP?: string
  readonly PrivatePort: number
  readonly PublicPort?: number
  readonly Type: string
}

function containerFrom(summary: ContainerSummary): RunningContainer {
  if (typeof summary?.Id !== 'string') throw new TypeError('The engine listed a container without an id.')
  return {
    id: summary.Id,
    name: (summary.Names?.[0] ?? '').replace(/^\//, ''),
    image: summary.Image ?? '',
    labels: summary.Labels ?? {},
    published: (summary.Ports ?? []).flatMap(publishedFrom),
    mounts: (summary.Mounts ?? []).flatMap(({ Type, Source }) => (Type === 'bind' && Source ? [Source] : [])),
  }
}

function publishedFrom(port: PortSummary): PublishedPort[] {
  if (!port.PublicPort || (port.Type !== 'tcp' && port.Type !== 'udp')) return []
  return [{ protocol: port.Type, address: port.IP || '0.0.0.0', hostPort: port.PublicPort, containerPort: port.PrivatePort }]
}
