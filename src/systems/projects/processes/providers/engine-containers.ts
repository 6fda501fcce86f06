import { access, constants, stat } from 'node:fs/promises'
import { text } from 'node:stream/consumers'
import { request } from '#kernel/node-http.ts'
import { parseContainerList } from '../container-list.ts'
import type { ContainerListing, RunningContainer } from '../process.ts'
import type { ContainerReader } from './port.ts'

export interface EngineOptions {
  /** Sockets of engines with Docker's API; each that exists is asked. */
  readonly sockets?: readonly string[]
  /** How long an answer serves while the same containers are seen; default 10 s. */
  readonly freshForMs?: number
  /** Milliseconds an engine gets to answer; default 1 s. */
  readonly timeout?: number
}

/**
 * Lists the running containers of every Docker-compatible engine on this host.
 * One documented GET over the socket: the full client costs 30 MB and blocks for
 * a tenth of a second and more, too much for something that always runs.
 */
export function createEngineContainerReader(options: EngineOptions = {}): ContainerReader {
  const sockets = options.sockets ?? usualSockets(process.env)
  const freshForMs = options.freshForMs ?? 10_000
  let listing: ContainerListing = { known: false, reason: 'Containers were not looked for yet.' }
  let askedAt = -Infinity
  let seenThen: ReadonlySet<string> = new Set()
  return {
    async read(idsSeen) {
      if (performance.now() - askedAt < freshForMs && sameIds(idsSeen, seenThen)) return listing
      listing = await list(sockets, options.timeout ?? 1_000)
      askedAt = performance.now()
      seenThen = idsSeen
      return listing
    },
  }
}

/** Where engines listen by convention; DOCKER_HOST comes first when it names a socket. */
export function usualSockets(environment: NodeJS.ProcessEnv): string[] {
  const named = /^unix:\/\/(.+)$/.exec(environment.DOCKER_HOST ?? '')?.[1]
  const runtime = environment.XDG_RUNTIME_DIR
  const own = runtime === undefined ? [] : [`${runtime}/docker.sock`, `${runtime}/podman/podman.sock`]
  return [...new Set([...(named === undefined ? [] : [named]), '/var/run/docker.sock', ...own, '/run/podman/podman.sock'])]
}

type Answer = { readonly containers: RunningContainer[] } | { readonly problem: string }

async function list(sockets: readonly string[], timeout: number): Promise<ContainerListing> {
  const present = (await Promise.all(sockets.map(async (path) => ((await isSocket(path)) ? path : null)))).filter((path) => path !== null)
  if (present.length === 0) return { known: false, reason: 'No container engine was found on this host, so containers are unknown.' }
  const answers = await Promise.all(present.map((path) => ask(path, timeout)))
  const containers = answers.flatMap((answer) => ('containers' in answer ? answer.containers : []))
  const problems = answers.flatMap((answer) => ('problem' in answer ? [answer.problem] : []))
  // Containers of a silent engine beside one that answers are said to be unlisted, one by one.
  return problems.length === answers.length ? { known: false, reason: problems[0]! } : { known: true, containers }
}

async function isSocket(path: string): Promise<boolean> {
  return stat(path).then(
    (found) => found.isSocket(),
    () => false,
  )
}

async function ask(socketPath: string, timeout: number): Promise<Answer> {
  try {
    await access(socketPath, constants.R_OK | constants.W_OK)
  } catch {
    return { problem: `The container engine at ${socketPath} may not be asked by this user, so containers are unknown.` }
  }
  try {
    return { containers: parseContainerList(await get(socketPath, '/containers/json', timeout)) }
  } catch {
    return { problem: `The container engine at ${socketPath} does not answer, so containers are unknown.` }
  }
}

function get(socketPath: string, path: string, timeout: number): Promise<string> {
  const { promise, resolve, reject } = Promise.withResolvers<string>()
  const call = request({ socketPath, path, headers: { host: 'localhost' }, signal: AbortSignal.timeout(timeout) }, (response) => {
    if (response.statusCode === 200) text(response).then(resolve, reject)
    else reject(new Error(`status ${response.statusCode}`))
  })
  call.once('error', reject).end()
  return promise
}

function sameIds(left: ReadonlySet<string>, right: ReadonlySet<string>): boolean {
  return left.size === right.size && [...left].every((id) => right.has(id))
}
