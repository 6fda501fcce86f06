import { spawn, spawnSync } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import type { TestContext } from 'node:test'
import { until } from './until.ts'

export const LINUX = { skip: process.platform !== 'linux' && 'only Linux has /proc', timeout: 60_000 }

export function writeFiles(root: string, files: Readonly<Record<string, string>>): void {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true })
    writeFileSync(join(root, path), text)
  }
}

/** A server that listens on the port in PORT, or any, and ends on SIGTERM as servers do. */
export const SERVER_SCRIPT = `
  const server = require('node:http').createServer((request, response) => response.end('ok'));
  server.listen(Number(process.env.PORT || 0), '127.0.0.1', () => console.log('listening ' + server.address().port));
`

/** A child that is ended with the test, with all that it started in its session, whatever the test does. */
export function spawnChild(
  t: TestContext,
  words: readonly string[],
  options: { cwd?: string; env?: NodeJS.ProcessEnv } = {},
): ChildProcess {
  const [program = '', ...args] = words
  const child = spawn(program, args, {
    stdio: ['pipe', 'pipe', 'inherit'],
    detached: true,
    ...options,
    env: { ...process.env, ...options.env },
  })
  t.after(() => {
    endGroup(child.pid!)
    // Whoever else holds its output would keep the test from ending.
    child.stdout!.destroy()
  })
  return child
}

function endGroup(pid: number): void {
  try {
    process.kill(-pid, 'SIGKILL')
  } catch {
    // It has ended already.
  }
}

/** Resolves with the first text the child prints. */
export function firstWords(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    child.stdout!.once('data', (chunk: Buffer) => resolve(chunk.toString()))
    child.once('exit', () => reject(new Error('It ended before it said anything.')))
  })
}

/** A process that is no child of this one, as if a person had started it; answers its id and its first line. */
export async function spawnStranger(t: TestContext, words: readonly string[], folder: string): Promise<{ pid: number; said: string }> {
  const output = join(mkdtempSync(join(tmpdir(), 'optimus-stranger-')), 'output')
  const script = 'out=$1; shift; setsid "$@" >"$out" 2>&1 </dev/null & echo $!'
  const started = spawnSync('sh', ['-c', script, 'sh', output, ...words], { cwd: folder, encoding: 'utf8' })
  const pid = Number(started.stdout.trim())
  t.after(() => isThere(pid) && process.kill(pid, 'SIGKILL'))
  const said = await until('the process says something', async () => /^.+\n/.exec(readFileSync(output, 'utf8'))?.[0].trim())
  return { pid, said }
}

export async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  await new Promise((resolve) => server.close(resolve))
  return port
}

export function isThere(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}
