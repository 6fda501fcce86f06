import type { ContainerReference } from './process.ts'

/**
 * The container a process runs in, from /proc/<pid>/cgroup (version 1 and 2,
 * cgroupfs and systemd drivers); null on the host. Monitors of a container
 * (conmon) live beside it and are not in it.
 */
export function containerFrom(cgroups: string): ContainerReference | null {
  for (const line of cgroups.split('\n')) {
    const path = line.slice(line.indexOf(':', line.indexOf(':') + 1) + 1)
    const found = containerInPath(path)
    if (found !== null) return found
  }
  return null
}

function containerInPath(path: string): ContainerReference | null {
  const segments = path.split('/')
  for (let at = segments.length - 1; at >= 0; at -= 1) {
    const segment = segments[at]!
    if (MONITOR.test(segment)) return null
    const id = /(?:^|[-:])([0-9a-f]{64})(?:\.scope)?$/.exec(segment)?.[1]
    if (id !== undefined) return { id, runtime: runtimeOf(segment, segments.slice(0, at).join('/')) }
  }
  return null
}

const MONITOR = /^(libpod|crio)-conmon-/

function runtimeOf(segment: string, above: string): ContainerReference['runtime'] {
  if (segment.startsWith('docker-') || /(^|\/)docker(\/|$)/.test(above)) return 'docker'
  if (segment.startsWith('libpod-') || /libpod_parent/.test(above)) return 'podman'
  if (segment.startsWith('crio-')) return 'cri-o'
  if (/^(cri-containerd|nerdctl)-/.test(segment) || /cri-containerd:/.test(segment) || /containerd|kubepods|default$/.test(above))
    return 'containerd'
  return 'unknown'
}
