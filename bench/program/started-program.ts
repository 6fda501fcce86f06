import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync, readdirSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { readCliFile, type CliFile } from '#surfaces/cli/cli-file.ts'

const root = dirname(dirname(import.meta.dirname))

interface Run {
  readonly workflow: string
  readonly state: string
  readonly createdAt: string
  readonly startedAt: string | null
  readonly endedAt: string | null
}

/** The program as people start it, launcher and all, with an embedded database in a home of its own. */
export class StartedProgram {
  readonly #launcher: ChildProcess
  readonly #file: CliFile
  /** Seconds from the start to the first 200 of /readyz. */
  readonly readyAfter: number

  private constructor(launcher: ChildProcess, file: CliFile, readyAfter: number) {
    this.#launcher = launcher
    this.#file = file
    this.readyAfter = readyAfter
  }

  static async start(home: string, projects: string): Promise<StartedProgram> {
    const began = performance.now()
    const env = { ...process.env, OPTIMUS_HOME: home, OPTIMUS_PROJECTS: projects, OPTIMUS_PORT: '0', OPTIMUS_LOG_LEVEL: 'warn' }
    const launcher = spawn(process.execPath, [join(root, 'bin/optimus'), 'serve'], { env, stdio: ['ignore', 'ignore', 'inherit'] })
    for (;;) {
      if (launcher.exitCode !== null) throw new Error(`The program ended with ${launcher.exitCode}.`)
      const file = readCliFile(home)
      if (file && (await fetch(`${file.address}/readyz`).catch(() => null))?.ok) return new StartedProgram(launcher, file, since(began))
      await delay(10)
    }
  }

  get pid(): number {
    return this.#file.pid
  }

  async get<T>(path: string): Promise<T> {
    const response = await fetch(`${this.#file.address}/api/v1/${path}`, { headers: this.#headers })
    if (!response.ok) throw new Error(`${path} answered ${response.status}: ${await response.text()}`)
    return (await response.json()) as T
  }

  /** Seconds that the newest scan took, once it has ended. */
  async scanned(): Promise<number> {
    for (;;) {
      const { items } = await this.get<{ items: Run[] }>('runs?limit=20')
      const scan = items.find((run) => run.workflow === 'projects.scan')
      if (scan?.state === 'done') return (Date.parse(scan.endedAt!) - Date.parse(scan.startedAt ?? scan.createdAt)) / 1000
      if (scan && scan.state !== 'running' && scan.state !== 'waiting') throw new Error(`The scan ended as ${scan.state}.`)
      await delay(20)
    }
  }

  async scan(): Promise<number> {
    const headers = { ...this.#headers, 'content-type': 'application/json' }
    const response = await fetch(`${this.#file.address}/api/v1/projects/scan`, { method: 'POST', headers, body: '{}' })
    if (!response.ok) throw new Error(`The scan was not started: ${await response.text()}`)
    return this.scanned()
  }

  /** Resident memory of the process with its threads, in MB. */
  memory(): number {
    return Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${this.pid}/status`, 'utf8'))![1]) / 1024
  }

  /** Seconds of CPU of the process and its threads so far. */
  cpu(): number {
    const fields = readFileSync(`/proc/${this.pid}/stat`, 'utf8').split(') ')[1]!.split(' ')
    return (Number(fields[11]) + Number(fields[12])) / 100
  }

  threads(): number {
    return readdirSync(`/proc/${this.pid}/task`).length
  }

  async stop(): Promise<void> {
    const gone = once(this.#launcher, 'exit')
    this.#launcher.kill('SIGTERM')
    await gone
  }

  get #headers(): Record<string, string> {
    return { authorization: `Bearer ${this.#file.token}` }
  }
}

function since(began: number): number {
  return (performance.now() - began) / 1000
}
