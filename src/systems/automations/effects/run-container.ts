import { createHash } from 'node:crypto'
import { PassThrough, type Duplex } from 'node:stream'
import { isObject, type Json, type JsonObject } from '../expressions/json.ts'
import { failure, Failure } from '../interpreter/failure.ts'
import type { EffectResult } from '../interpreter/world.ts'
import { durationMilliseconds } from '../language/durations.ts'
import { CollectedOutput } from './collected-output.ts'
import { attach, callEngine, engineSocket } from './docker-engine.ts'
import type { EffectTools } from './effect-tools.ts'
import { processResult } from './process-result.ts'

interface Container {
  readonly image: string
  readonly name?: string
  readonly command?: string
  readonly arguments?: Json[]
  readonly environment?: JsonObject
  readonly stdin?: Json
  readonly ports?: JsonObject
  readonly volumes?: JsonObject
  readonly pullPolicy?: 'ifNotPresent' | 'always' | 'never'
  readonly lifetime?: { readonly cleanup: 'always' | 'never' | 'eventually'; readonly after?: Json }
  readonly return: string
}

/** Runs a container through the Docker Engine of this machine. It bears the effect's name: a second try removes the first. */
export async function runContainer(tools: EffectTools): Promise<EffectResult> {
  const container = (await tools.withSecrets()) as unknown as Container
  const socket = engineSocket(process.env)
  const name = container.name ?? `optimus-${createHash('sha256').update(tools.idempotencyKey).digest('hex').slice(0, 24)}`
  try {
    await callEngine(socket, { method: 'DELETE', path: `/containers/${name}?force=1` })
    await pull(tools, socket, container)
    return await runNamed(tools, { socket, container, name })
  } catch (error) {
    if (error instanceof Failure) throw error
    throw failure('communication', `The Docker Engine at ${socket} did not answer: ${(error as Error).message}`)
  }
}

interface Named {
  readonly socket: string
  readonly container: Container
  readonly name: string
}

async function runNamed(tools: EffectTools, { socket, container, name }: Named): Promise<EffectResult> {
  const created = await callEngine(socket, {
    method: 'POST',
    path: `/containers/create?name=${encodeURIComponent(name)}`,
    body: configuration(tools, container),
  })
  if (created.status !== 201) throw refused(container, created.body)
  const output = new CollectedOutput((stream, text) => tools.parts.log.write(tools.place.key, stream, text))
  const kill = (): void => void callEngine(socket, { method: 'POST', path: `/containers/${name}/kill` }).catch(() => {})
  tools.signal.addEventListener('abort', kill, { once: true })
  const { stdin } = container
  const stream = await attach(socket, name, { input: stdin !== undefined })
  try {
    const read = followOutput(stream, output)
    const started = await callEngine(socket, { method: 'POST', path: `/containers/${name}/start` })
    if (started.status >= 300) throw refused(container, started.body)
    if (stdin !== undefined) stream.end(typeof stdin === 'string' ? stdin : JSON.stringify(stdin))
    if (tools.signal.aborted) kill()
    const ended = await callEngine(socket, { method: 'POST', path: `/containers/${name}/wait` })
    await read
    const code = isObject(ended.body) ? Number(ended.body['StatusCode']) : 1
    return { output: processResult(container.return, { code, stdout: output.stdout, stderr: output.stderr }) }
  } finally {
    tools.signal.removeEventListener('abort', kill)
    stream.destroy()
    await cleanUp(socket, name, container)
  }
}

function configuration({ parts }: EffectTools, container: Container): unknown {
  const args = (container.arguments ?? []).map((one) => (typeof one === 'string' ? one : JSON.stringify(one)))
  const environment = Object.entries(container.environment ?? {}).map(
    ([name, value]) => `${name}=${typeof value === 'string' ? value : JSON.stringify(value)}`,
  )
  const ports = Object.entries(container.ports ?? {}).map(([host, inside]): [string, string] => [`${String(inside)}/tcp`, host])
  return {
    Image: container.image,
    ...(container.command === undefined ? {} : { Entrypoint: ['/bin/sh', '-c', container.command, 'sh'] }),
    ...(args.length > 0 ? { Cmd: args } : {}),
    Env: environment,
    Labels: { 'optimus.run': parts.run.id },
    OpenStdin: container.stdin !== undefined,
    StdinOnce: true,
    AttachStdin: container.stdin !== undefined,
    ExposedPorts: Object.fromEntries(ports.map(([inside]) => [inside, {}])),
    HostConfig: {
      Binds: Object.entries(container.volumes ?? {}).map(([host, inside]) => `${host}:${String(inside)}`),
      PortBindings: Object.fromEntries(ports.map(([inside, host]) => [inside, [{ HostPort: host }]])),
    },
  }
}

async function pull(tools: EffectTools, socket: string, { image, pullPolicy = 'ifNotPresent' }: Container): Promise<void> {
  if (pullPolicy === 'never') return
  const known = await callEngine(socket, { method: 'GET', path: `/images/${encodeURIComponent(image)}/json` })
  if (known.status === 200 && pullPolicy === 'ifNotPresent') return
  const [, name, tag = 'latest'] = /^(.+?)(?::([^:/]+))?$/.exec(image) ?? []
  const path = `/images/create?fromImage=${encodeURIComponent(name!)}&tag=${encodeURIComponent(tag)}`
  const pulled = await callEngine(socket, { method: 'POST', path, signal: tools.signal })
  if (pulled.status !== 200) throw failure('communication', `The image ${image} could not be pulled: ${messageOf(pulled.body)}`)
}

/** What a container writes comes in frames: one byte for the stream, four for the length. */
async function followOutput(stream: Duplex, output: CollectedOutput): Promise<void> {
  const streams = { stdout: new PassThrough(), stderr: new PassThrough() }
  output.read('stdout', streams.stdout)
  output.read('stderr', streams.stderr)
  let rest = Buffer.alloc(0)
  try {
    for await (const part of stream) {
      rest = Buffer.concat([rest, part as Buffer])
      while (rest.length >= 8 && rest.length >= 8 + rest.readUInt32BE(4)) {
        const length = rest.readUInt32BE(4)
        streams[rest[0] === 2 ? 'stderr' : 'stdout'].write(rest.subarray(8, 8 + length))
        rest = rest.subarray(8 + length)
      }
    }
  } catch {
    // The engine hung up: whether the container did well is asked of it anyway.
  }
  for (const one of Object.values(streams)) await new Promise<void>((resolve) => one.once('end', resolve).end())
}

/** Containers that are kept a while carry no promise: they are removed when nobody looks at them any more. */
async function cleanUp(socket: string, name: string, { lifetime }: Container): Promise<void> {
  if (lifetime?.cleanup === 'never') return
  const remove = () => callEngine(socket, { method: 'DELETE', path: `/containers/${name}?force=1` })
  if (lifetime?.cleanup !== 'eventually') return void (await remove().catch(() => {}))
  setTimeout(() => void remove().catch(() => {}), Math.min(2 ** 31 - 1, durationMilliseconds(lifetime.after ?? 'PT0S') ?? 0)).unref()
}

function refused({ image }: Container, body: Json): Failure {
  return failure('runtime', `The container of ${image} could not be run: ${messageOf(body)}`)
}

function messageOf(body: Json): string {
  return isObject(body) ? String(body['message'] ?? JSON.stringify(body)) : String(body)
}
