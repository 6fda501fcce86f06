import { execFileSync, spawn } from 'node:child_process'
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestContext } from 'node:test'
import { usualSockets } from '#systems/projects/processes/providers/engine-containers.ts'
import { until } from './until.ts'

export interface RealEngine {
  readonly socket: string
  /** Removed with the test. */
  readonly containers: string[]
  docker(...args: string[]): string
}

/** Why tests with a real engine are left out here; false when they run. What the variable names must be there. */
export function withoutDocker(): string | false {
  const peers = (process.env['OPTIMUS_TEST_PEERS'] ?? '').split(/[\s,]+/)
  return peers.includes('docker') ? false : 'OPTIMUS_TEST_PEERS does not name docker'
}

/** The engine that answers on this host, or one of the test's own that ends with it. Has an image "optimus-busybox". */
export async function openEngine(t: TestContext): Promise<RealEngine> {
  const running = usualSockets(process.env).find((path) => existsSync(path) && answers(path))
  const containers: string[] = []
  // Hooks run in this order: containers first, then the engine.
  let call = (..._args: string[]): string => ''
  t.after(() => containers.forEach((id) => call('rm', '--force', id)))
  const socket = running ?? (await startEngine(t))
  call = (...args) => docker(socket, ...args)
  const engine: RealEngine = { socket, containers, docker: call }
  importImage(engine)
  return engine
}

async function startEngine(t: TestContext): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'optimus-docker-'))
  const socket = join(folder, 'docker.sock')
  const daemon = spawn(
    'dockerd',
    ['--data-root', `${folder}/data`, '--exec-root', `${folder}/exec`, '--pidfile', `${folder}/pid`, '--host', `unix://${socket}`],
    { stdio: 'ignore' },
  )
  t.after(async () => {
    const ended = new Promise((resolve) => daemon.once('exit', resolve))
    if (daemon.kill('SIGTERM')) await ended
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 })
  })
  await until('a Docker engine', async () => existsSync(socket) && answers(socket), 60)
  return socket
}

function importImage({ docker: call }: RealEngine): void {
  const folder = mkdtempSync(join(tmpdir(), 'optimus-image-'))
  mkdirSync(join(folder, 'bin'))
  copyFileSync(execFileSync('which', ['busybox'], { encoding: 'utf8' }).trim(), join(folder, 'bin/busybox'))
  execFileSync('tar', ['-C', folder, '-cf', join(folder, 'image.tar'), 'bin'])
  call('import', join(folder, 'image.tar'), 'optimus-busybox')
  rmSync(folder, { recursive: true })
}

function docker(socket: string, ...args: string[]): string {
  return execFileSync('docker', ['--host', `unix://${socket}`, ...args], { encoding: 'utf8', stdio: 'pipe' }).trim()
}

function answers(socket: string): boolean {
  try {
    return docker(socket, 'version', '--format', '{{.Server.Version}}') !== ''
  } catch {
    return false
  }
}
