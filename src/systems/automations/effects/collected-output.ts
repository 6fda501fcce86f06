import type { ChildProcess } from 'node:child_process'
import type { Readable } from 'node:stream'

const mostCharacters = 200 * 1024

/** What a process writes: its lines go to the log as they come, the first part is kept as its output. */
export class CollectedOutput {
  stdout = ''
  stderr = ''
  readonly #write: (stream: 'stdout' | 'stderr', text: string) => void

  constructor(write: (stream: 'stdout' | 'stderr', text: string) => void) {
    this.#write = write
  }

  follow({ stdout, stderr }: Pick<ChildProcess, 'stdout' | 'stderr'>): void {
    if (stdout) this.read('stdout', stdout)
    if (stderr) this.read('stderr', stderr)
  }

  read(name: 'stdout' | 'stderr', stream: Readable): void {
    let rest = ''
    stream.setEncoding('utf8')
    stream.on('data', (text: string) => {
      this.#keep(name, text)
      const lines = (rest + text).split('\n')
      rest = (lines.pop() ?? '').slice(0, 64 * 1024)
      if (lines.length > 0) this.#write(name, lines.join('\n'))
    })
    stream.on('end', () => {
      if (rest !== '') this.#write(name, rest)
    })
    stream.on('error', () => {})
  }

  #keep(name: 'stdout' | 'stderr', text: string): void {
    if (this[name].length < mostCharacters) this[name] = (this[name] + text).slice(0, mostCharacters)
  }
}
