import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestContext } from 'node:test'

export interface ProcFolder {
  readonly root: string
  /** Writes a process, in place of one of the same pid. */
  put(process: FolderProcess): void
  remove(pid: number): void
  /** The TCP sockets that listen: port by inode. */
  listen(sockets: Readonly<Record<number, number>>): void
}

export interface FolderProcess {
  readonly pid: number
  readonly startTicks?: number
  readonly cpuTicks?: number
  readonly name?: string
  readonly startStack?: number
  readonly command?: readonly string[]
  readonly cwd?: string
  readonly sockets?: readonly number[]
  readonly kernel?: boolean
}

/** A folder laid out like /proc, so that what a reader asks for can be counted exactly. */
export function createProcFolder(t: TestContext): ProcFolder {
  const root = mkdtempSync(join(tmpdir(), 'optimus-proc-'))
  t.after(() => rmSync(root, { recursive: true, force: true }))
  write(root, 'sys/kernel/random/boot_id', 'boot\n')
  write(root, 'stat', 'btime 1000000000\n')
  write(root, 'self/mountinfo', '')
  write(root, 'self/auxv', '')
  mkdirSync(join(root, 'self/ns'), { recursive: true })
  symlinkSync('net:[1]', join(root, 'self/ns/net'))
  const folder: ProcFolder = {
    root,
    put: (process) => putProcess(root, process),
    remove: (pid) => rmSync(join(root, String(pid)), { recursive: true }),
    listen: (sockets) => write(root, 'self/net/tcp', HEADING + Object.entries(sockets).map(listenLine).join('')),
  }
  folder.listen({})
  for (const table of ['tcp6', 'udp', 'udp6']) write(root, `self/net/${table}`, HEADING)
  return folder
}

const HEADING = '  sl  local_address rem_address   st\n'

function listenLine([inode, port]: [string, number]): string {
  return `   0: 0100007F:${port.toString(16).toUpperCase().padStart(4, '0')} 00000000:0000 0A 00000000:00000000 00:00000000 00000000  1000        0 ${inode} 1 0 100\n`
}

function putProcess(root: string, { pid, command = ['node'], cwd = '/', sockets = [], ...rest }: FolderProcess): void {
  rmSync(join(root, String(pid)), { recursive: true, force: true })
  write(root, `${pid}/stat`, statLine({ pid, ...rest }))
  write(root, `${pid}/cmdline`, command.map((word) => `${word}\0`).join(''))
  write(root, `${pid}/status`, 'Name:\tx\nUid:\t1000\t1000\t1000\t1000\n')
  write(root, `${pid}/cgroup`, '0::/user.slice\n')
  write(root, `${pid}/environ`, 'A=1\0')
  for (const name of ['fd', 'ns']) mkdirSync(join(root, `${pid}/${name}`))
  symlinkSync(cwd, join(root, `${pid}/cwd`))
  symlinkSync('/usr/bin/node', join(root, `${pid}/exe`))
  symlinkSync('net:[1]', join(root, `${pid}/ns/net`))
  ;['/dev/null', '/tmp/log', ...sockets.map((inode) => `socket:[${inode}]`)].forEach((target, at) => {
    symlinkSync(target, join(root, `${pid}/fd/${at}`))
  })
}

function statLine({ pid, name = 'node', startTicks = pid, cpuTicks = 0, startStack = 1, kernel = false }: FolderProcess): string {
  const fields = new Array<string | number>(50).fill(0)
  Object.assign(fields, { 0: 'S', 1: 1, 6: kernel ? 0x00200000 : 0, 11: cpuTicks, 19: startTicks, 21: 10, 25: startStack })
  return `${pid} (${name}) ${fields.join(' ')}\n`
}

function write(root: string, path: string, text: string): void {
  mkdirSync(join(root, path, '..'), { recursive: true })
  writeFileSync(join(root, path), text)
}
