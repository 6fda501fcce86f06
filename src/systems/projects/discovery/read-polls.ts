import { lstatSync, readdirSync } from 'node:fs'
import { readChange, type ProjectChange, type WatchedProject } from './change.ts'
import { lockfileNames } from './lockfile-names.ts'
import { manifestEcosystem } from './manifest-names.ts'

export type PollPlan = { root: string; projects: () => readonly WatchedProject[]; everyMs: number }

/**
 * Looks at a root again and again and reports what differs: repositories, manifests and lockfiles of its known
 * projects, and folders that come and go. Returns the function that ends it.
 */
export function readPolls(plan: PollPlan, onChange: (change: ProjectChange) => void): () => void {
  let before = look(plan)
  const timer = setInterval(() => {
    const now = look(plan)
    for (const path of differences(before, now)) {
      const change = readChange(plan.root, path, plan.projects())
      if (change) onChange(change)
    }
    before = now
  }, plan.everyMs)
  timer.unref()
  return () => clearInterval(timer)
}

type Look = Map<string, string>

const gitNames = ['HEAD', 'index', 'packed-refs', 'refs/heads', 'refs/remotes/origin', 'FETCH_HEAD', 'config']

function look({ root, projects }: PollPlan): Look {
  const seen: Look = new Map()
  note(seen, root)
  for (const project of projects()) {
    const git = project.gitDirectory ?? `${project.path}/.git`
    for (const name of gitNames) note(seen, `${git}/${name}`)
    // The folder's own time, under a name that belongs to the project.
    note(seen, `${project.path}/.`)
    for (const name of watchedNames(project.path)) note(seen, `${project.path}/${name}`)
  }
  return seen
}

function note(seen: Look, path: string): void {
  try {
    const facts = lstatSync(path, { throwIfNoEntry: false })
    if (facts) seen.set(path, `${facts.mtimeMs} ${facts.ino} ${facts.isFile() ? facts.size : ''}`)
  } catch {
    // What may not be looked at cannot be seen to change.
  }
}

function watchedNames(folder: string): string[] {
  try {
    return readdirSync(folder).filter((name) => lockfileNames.has(name) || manifestEcosystem(name) !== undefined)
  } catch {
    return []
  }
}

function differences(before: Look, now: Look): string[] {
  return [...new Set([...before.keys(), ...now.keys()])].filter((path) => before.get(path) !== now.get(path))
}
