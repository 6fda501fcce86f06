import { chmodSync } from 'node:fs'
import { join } from 'node:path'
import { after } from 'node:test'
import type { OutputOf } from '#kernel/contract.ts'
import type { System } from '#kernel/system.ts'
import { contract as runs } from '#kernel/runs/contract.ts'
import type { FoundCommand } from '#systems/projects/commands.ts'
import { contract } from '#systems/projects/contract.ts'
import { projects } from '#systems/projects/system.ts'
import { startApp, type TestApp } from './app.ts'
import { temporaryFolder, type TemporaryFolder } from './temporary-folder.ts'
import { until } from './until.ts'

type Run = OutputOf<typeof runs.get>

/** An app over one root of real projects, which were scanned once. */
export interface ProjectsApp extends TestApp {
  readonly folder: TemporaryFolder
  /** A scan that begins now or later, waited for to its end. */
  scan(options?: { everything?: boolean }): Promise<Run>
  /** The id of the project of this slug. */
  id(slug: string): Promise<string>
  /** Runs a workflow's run to its end; fails with its error. */
  ended(run: string): Promise<Run>
  /** Gives a project commands, as a scan finds them. */
  offer(slug: string, lines: Readonly<Record<string, string>>): Promise<void>
}

export interface ProjectsOptions {
  readonly roots?: (folder: TemporaryFolder) => readonly string[]
  readonly systems?: readonly System[]
}

/** `prepare` makes the projects before the first scan. */
export async function startProjects(prepare: (folder: TemporaryFolder) => void, options: ProjectsOptions = {}): Promise<ProjectsApp> {
  const folder = temporaryFolder()
  chmodSync(folder.path, 0o755)
  prepare(folder)
  after(folder.remove)
  const app = await startApp({ systems: [projects, ...(options.systems ?? [])], roots: options.roots?.(folder) ?? [folder.path] })
  const ended = (run: string): Promise<Run> =>
    until(
      `the run ${run} ends`,
      async () => {
        const seen = await app.call(runs.get, { id: run })
        if (seen.state === 'failed' || seen.state === 'cancelled') throw new Error(`${seen.workflow} ${seen.state}: ${seen.error}`)
        return seen.state === 'done' && seen
      },
      60,
    )
  const scan: ProjectsApp['scan'] = async (input = {}) => {
    const asked = Date.now()
    const run = await ended((await app.call(contract.scan, input)).run)
    return Date.parse(run.createdAt) >= asked ? run : scan(input)
  }
  const first = await until('the first scan has begun', async () => (await app.call(runs.list, { workflow: 'projects.scan' })).items[0])
  await ended(first.id)
  const id = async (slug: string): Promise<string> => (await app.call(contract.get, { project: slug })).id
  return {
    ...app,
    folder,
    ended,
    scan,
    id,
    async offer(slug, lines) {
      const found = Object.entries(lines).map(([name, line]): FoundCommand => ({
        id: name,
        name,
        line,
        folder: '',
        evidence: { file: 'package.json', line: 1, text: line },
      }))
      await app.rows('UPDATE projects.facts SET commands = $2 WHERE project = $1', [await id(slug), JSON.stringify(found)])
    },
  }
}

/** A folder for repositories that stand for servers; gone when the file's tests have ended. */
export function remotesFolder(): string {
  const folder = temporaryFolder()
  after(folder.remove)
  return folder.path
}

/** A bare repository beside the roots that stands for a server, and a clone of it in the root that follows it. */
export function followRemote(folder: TemporaryFolder, remotes: string, name: string): void {
  const remote = join(remotes, `${name}.git`)
  folder.git('.', 'init', '-q', '--bare', '-b', 'main', remote)
  folder.commit(name, { 'README.md': `# ${name}\n` })
  folder.git(name, 'remote', 'add', 'origin', remote)
  folder.git(name, 'push', '-q', '-u', 'origin', 'main')
}
