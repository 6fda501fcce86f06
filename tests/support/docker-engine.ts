import { execFileSync, spawn, spawnSync } from 'node:child_process'
import { closeSync, existsSync, mkdirSync, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestContext } from 'node:test'
import { usualSockets } from '#systems/projects/processes/providers/engine-containers.ts'
import { until } from './until.ts'

export interface RealEngine {
  readonly socket: string
  /** Starts Node with this script in a container that goes away with the test; answers its id. */
  run(script: string, ...options: string[]): string
  docker(...args: string[]): string
}

/** Why tests with a real engine are left out here; false when they run. What the variable names must be there. */
export function withoutDocker(): string | false {
  const peers = (process.env['OPTIMUS_TEST_PEERS'] ?? '').split(/[\s,]+/)
  return peers.includes('docker') ? false : 'OPTIMUS_TEST_PEERS does not name docker'
}

/** The engine that answers on this host, or one of the test's own that ends with it. */
export async function openEngine(t: TestContext): Promise<RealEngine> {
  const containers: string[] = []
  const running = usualSockets(process.env).find((path) => existsSync(path) && isAnswering(path))
  const engine = running === undefined ? startEngine() : null
  const socket = running ?? engine!.socket
  t.after(async () => {
    for (const id of containers) docker(socket, 'rm', '--force', id)
    await engine?.end()
  })
  if (engine !== null) await until('a Docker engine', () => engine.answers(), 60)
  importImage(socket)
  return {
    socket,
    docker: (...args) => docker(socket, ...args),
    run(script, ...options) {
      const id = docker(socket, 'run', '--detach', ...hostPrograms(), ...options, image, '/node', '-e', script)
      containers.push(id)
      return id
    },
  }
}

const image = 'optimus-empty'
const engineProgram = 'dockerd'
const unmountProgram = 'umount'

interface OwnEngine {
  readonly socket: string
  /** Throws with its last words when it has ended. */
  answers(): Promise<boolean>
  end(): Promise<void>
}

function startEngine(): OwnEngine {
  const folder = mkdtempSync(join(tmpdir(), 'optimus-docker-'))
  const socket = join(folder, 'docker.sock')
  const places = ['--data-root', `${folder}/data`, '--exec-root', `${folder}/exec`, '--pidfile', `${folder}/pid`]
  const env = { ...process.env, PATH: `${process.env['PATH']}:/usr/sbin:/sbin` }
  const log = openSync(join(folder, 'log'), 'a')
  const daemon = spawn(engineProgram, [...places, '--host', `unix://${socket}`], { stdio: ['ignore', log, log], env })
  closeSync(log)
  const ended = new Promise<void>((resolve) => daemon.once('exit', () => resolve()).once('error', () => resolve()))
  const end = async (): Promise<void> => {
    daemon.kill('SIGTERM')
    await ended
    // An engine that ended amid its start leaves its folder mounted onto itself.
    spawnSync(unmountProgram, [`${folder}/data`], { stdio: 'ignore' })
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 })
  }
  const answers = async (): Promise<boolean> => {
    if (daemon.exitCode !== null) throw new Error(`The engine ended:\n${readFileSync(join(folder, 'log'), 'utf8').slice(-2000)}`)
    return existsSync(socket) && isAnswering(socket)
  }
  return { socket, answers, end }
}

/** No registry is asked: the image is empty, and programs come from this host, read-only. */
function importImage(socket: string): void {
  const folder = mkdtempSync(join(tmpdir(), 'optimus-image-'))
  mkdirSync(join(folder, 'tmp'))
  execFileSync('tar', ['-C', folder, '-cf', join(folder, 'image.tar'), 'tmp'])
  docker(socket, 'import', join(folder, 'image.tar'), image)
  rmSync(folder, { recursive: true })
}

function hostPrograms(): string[] {
  const folders = ['/usr', '/lib', '/lib64'].filter((path) => existsSync(path))
  return [...folders.map((path) => `${path}:${path}:ro`), `${process.execPath}:/node:ro`].flatMap((mount) => ['--volume', mount])
}

function docker(socket: string, ...args: string[]): string {
  return execFileSync('docker', ['--host', `unix://${socket}`, ...args], { encoding: 'utf8', stdio: 'pipe' }).trim()
}

function isAnswering(socket: string): boolean {
  try {
    return docker(socket, 'version', '--format', '{{.Server.Version}}') !== ''
  } catch {
    return false
  }
}
