import { execFileSync } from 'node:child_process'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { stacks } from './stacks.ts'

const commits = 12

/** So many repositories of twelve stacks, each with sources, manifests, a lockfile and a history; the same every time. */
export function writePortfolio(folder: string, count: number): void {
  mkdirSync(folder, { recursive: true })
  for (let number = 0; number < count; number += 1) {
    const { name, files } = stacks[number % stacks.length]!
    writeRepository(join(folder, `${name}-${String(number).padStart(3, '0')}`), files(number))
  }
}

/** One fast-import instead of a hundred commands: git writes the history, then the work tree. */
export function writeRepository(folder: string, files: Readonly<Record<string, string>>): void {
  execFileSync('git', ['init', '--quiet', '--initial-branch=main', folder], { stdio: 'pipe' })
  const stream: string[] = []
  const names = Object.keys(files)
  for (let commit = 0; commit < commits; commit += 1) {
    const at = 1_780_000_000 + commit * 86_400
    const subject = `Step ${commit + 1}`
    stream.push(`commit refs/heads/main\ncommitter Ada Lovelace <ada@example.org> ${at} +0000\ndata ${subject.length}\n${subject}\n`)
    for (const name of names.filter((_, index) => index % commits === commit)) {
      stream.push(`M 100644 inline ${name}\ndata ${Buffer.byteLength(files[name]!)}\n${files[name]}\n`)
    }
  }
  execFileSync('git', ['-C', folder, 'fast-import', '--quiet'], { input: stream.join(''), stdio: ['pipe', 'pipe', 'inherit'] })
  execFileSync('git', ['-C', folder, 'reset', '--quiet', '--hard', 'main'], { stdio: 'pipe' })
}
