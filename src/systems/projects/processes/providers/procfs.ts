import { closeSync, openSync, readdirSync, readlinkSync, readSync } from 'node:fs'

export type Denial = 'not-permitted' | 'vanished'

export type Answer<Value> = { readonly ok: true; readonly value: Value } | { readonly ok: false; readonly denial: Denial }

/**
 * Reads /proc, counting what it asks for. Synchronous on purpose: the kernel
 * answers from memory in microseconds, where a thread-pool round trip costs ten times that.
 */
export interface Procfs {
  /** The reader's own mount point, "/proc" unless a test has another. */
  readonly root: string
  bytes(path: string): Answer<Buffer>
  text(path: string): Answer<string>
  link(path: string): Answer<string>
  names(path: string): Answer<string[]>
  /** Calls with each line until it returns false; reads no further than that. */
  lines(path: string, visit: (line: string) => boolean): Answer<void>
  readonly filesRead: number
}

export function openProcfs(root = '/proc'): Procfs {
  const buffer = Buffer.allocUnsafeSlow(64 * 1024)
  let filesRead = 0

  function ask<Value>(action: () => Value): Answer<Value> {
    filesRead += 1
    try {
      return { ok: true, value: action() }
    } catch (error) {
      return { ok: false, denial: denialOf(error as NodeJS.ErrnoException) }
    }
  }

  return {
    root,
    get filesRead() {
      return filesRead
    },
    bytes: (path) => ask(() => withFile(`${root}/${path}`, (file) => readAll(file, buffer))),
    text: (path) => ask(() => withFile(`${root}/${path}`, (file) => readAll(file, buffer).toString('utf8'))),
    link: (path) => ask(() => readlinkSync(`${root}/${path}`)),
    names: (path) => ask(() => readdirSync(`${root}/${path}`)),
    lines: (path, visit) => ask(() => withFile(`${root}/${path}`, (file) => visitLines(file, buffer, visit))),
  }
}

const BYTES_AT_MOST = 1024 * 1024

function withFile<Value>(path: string, use: (file: number) => Value): Value {
  const file = openSync(path, 'r')
  try {
    return use(file)
  } finally {
    closeSync(file)
  }
}

/** The first piece is copied out of the shared buffer; nearly every file is one piece. */
function readAll(file: number, buffer: Buffer): Buffer {
  const pieces: Buffer[] = []
  let total = 0
  for (;;) {
    const length = readSync(file, buffer, 0, buffer.length, null)
    pieces.push(Buffer.from(buffer.subarray(0, length)))
    total += length
    // The kernel fills what it is given: a short answer is the last one, which saves asking again.
    if (length < buffer.length || total >= BYTES_AT_MOST) break
  }
  return pieces.length === 1 ? pieces[0]! : Buffer.concat(pieces)
}

function visitLines(file: number, buffer: Buffer, visit: (line: string) => boolean): void {
  let rest = ''
  for (;;) {
    const length = readSync(file, buffer, 0, buffer.length, null)
    if (length === 0) return
    const lines = (rest + buffer.toString('latin1', 0, length)).split('\n')
    rest = lines.pop()!
    if (!lines.every(visit)) return
  }
}

// Anything else, such as too many open files, is ours and must not look like the end of every process.
function denialOf(error: NodeJS.ErrnoException): Denial {
  if (error.code === 'EACCES' || error.code === 'EPERM') return 'not-permitted'
  if (GONE.has(error.code ?? '')) return 'vanished'
  throw error
}

const GONE = new Set(['ENOENT', 'ESRCH', 'ENOTDIR', 'EINVAL'])
