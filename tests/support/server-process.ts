import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { readCliFile } from '#surfaces/cli/cli-file.ts'

export interface ServerProcess {
  readonly pid: number
  /** Where it answers, such as http://localhost:41234. */
  readonly address: string
  signal(signal: NodeJS.Signals): void
  /** Resolves with the exit code, or the signal's name. */
  readonly gone: Promise<string>
}

interface Test {
  after(work: () => Promise<void> | void): void
}

/** The program itself, as it is started for people, on a given database; it is killed when the test ends. */
export async function spawnServer(t: Test, url: string, roots: readonly string[]): Promise<ServerProcess> {
  const home = mkdtempSync(join(tmpdir(), 'optimus-server-home-'))
  const child = spawn(process.execPath, [join(import.meta.dirname, '../../src/main.ts')], {
    env: {
      PATH: process.env['PATH'],
      HOME: home,
      OPTIMUS_HOME: home,
      OPTIMUS_PORT: '0',
      OPTIMUS_PROJECTS: roots.join(':'),
      OPTIMUS_VAULT_KEY: Buffer.alloc(32, 7).toString('base64'),
      OPTIMUS_LOG_LEVEL: process.env['TEST_LOG'] ?? 'silent',
      DATABASE_URL: url,
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const gone = new Promise<string>((resolve) => child.once('exit', (code, signal) => resolve(signal ?? String(code))))
  t.after(async () => {
    child.kill('SIGKILL')
    await gone
    rmSync(home, { recursive: true, force: true })
  })
  const ready = new Promise<void>((resolve) => {
    const lines = createInterface({ input: child.stdout! })
    lines.on('line', (line) => line.includes('is ready') && resolve())
  })
  await Promise.race([ready, gone.then((how) => Promise.reject(new Error(`The server ended before it was ready: ${how}.`)))])
  return { pid: child.pid!, address: readCliFile(home)!.address, signal: (signal) => void child.kill(signal), gone }
}
