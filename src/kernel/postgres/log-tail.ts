import { closeSync, existsSync, fstatSync, ftruncateSync, openSync, readSync, watch, writeFileSync } from 'node:fs'
import type { FSWatcher } from 'node:fs'
import { parseLog } from './server-log.ts'
import type { LogEntry } from './server-log.ts'

/** Above this the log is copied to server.log.1 and emptied; the server appends, so it goes on at the start. */
const largest = 4 * 1024 * 1024

/** Reads what a server appends to its log. The log is a file so that it outlives this process, as the server may. */
export class LogTail {
  readonly #path: string
  readonly #descriptor: number
  #offset: number
  #partial = ''
  #watcher: FSWatcher | undefined

  /** Opens the log, making it if needed, at its present end. */
  constructor(path: string) {
    this.#path = path
    this.#descriptor = openSync(path, 'a+', 0o600)
    this.#offset = fstatSync(this.#descriptor).size
  }

  /** The open file, for the server to append to. */
  get descriptor(): number {
    return this.#descriptor
  }

  /** Entries written since the last call. */
  read(): LogEntry[] {
    const { size } = fstatSync(this.#descriptor)
    if (size < this.#offset) this.#offset = 0
    if (size === this.#offset) return []
    const bytes = Buffer.alloc(Math.min(size - this.#offset, largest))
    const count = readSync(this.#descriptor, bytes, 0, bytes.length, this.#offset)
    this.#offset += count
    const lines = (this.#partial + bytes.toString('utf8', 0, count)).split('\n')
    this.#partial = lines.pop() ?? ''
    if (size > largest) this.#rotate()
    return parseLog(lines.join('\n'))
  }

  /** Hands on every new entry until `unfollow`; keeps no process alive. */
  follow(listener: (entries: LogEntry[]) => void): void {
    if (!existsSync(this.#path)) return // someone removed it: the server writes on into the open file
    this.#watcher = watch(this.#path, { persistent: false }, () => {
      const entries = this.read()
      if (entries.length > 0) listener(entries)
    })
    this.#watcher.on('error', () => {}) // without notifications the log is still a file to look into
  }

  unfollow(): void {
    this.#watcher?.close()
    this.#watcher = undefined
  }

  close(): void {
    this.unfollow()
    closeSync(this.#descriptor)
  }

  #rotate(): void {
    const kept = Buffer.alloc(Math.min(this.#offset, largest))
    readSync(this.#descriptor, kept, 0, kept.length, this.#offset - kept.length)
    writeFileSync(`${this.#path}.1`, kept, { mode: 0o600 })
    ftruncateSync(this.#descriptor, 0)
    this.#offset = 0
    this.#partial = ''
  }
}
