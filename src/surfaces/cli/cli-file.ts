import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** Where the command line finds the running server, and the token that proves it may act as the owner. */
export interface CliFile {
  readonly address: string
  readonly token: string
  readonly pid: number
}

/** Leaves this boot's address and token under the home folder, mode 0600; the answer removes the file again. */
export function writeCliFile(home: string, content: CliFile): () => void {
  const file = cliFilePath(home)
  mkdirSync(join(home, 'run'), { recursive: true, mode: 0o700 })
  rmSync(file, { force: true })
  writeFileSync(file, `${JSON.stringify(content)}\n`, { mode: 0o600 })
  return () => rmSync(file, { force: true })
}

/** The file of the running server, or null when none runs here or this user may not read it. */
export function readCliFile(home: string): CliFile | null {
  try {
    return JSON.parse(readFileSync(cliFilePath(home), 'utf8')) as CliFile
  } catch {
    return null
  }
}

function cliFilePath(home: string): string {
  return join(home, 'run', 'cli.json')
}
