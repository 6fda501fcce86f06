import { dirname, isAbsolute, normalize } from 'node:path'
import type { ProjectPlace } from './process.ts'

export interface ProjectIndex {
  /** The project this path lies in; of nested ones the deepest. */
  containing(path: string): ProjectPlace | null
  byId(id: string): ProjectPlace | null
}

export function indexProjects(projects: readonly ProjectPlace[]): ProjectIndex {
  const byRoot = new Map<string, ProjectPlace>()
  for (const project of projects) {
    for (const root of [project.root, ...(project.aliases ?? [])]) byRoot.set(trimmed(root), project)
  }
  const byId = new Map(projects.map((project) => [project.id, project]))
  return {
    containing: (path) => (isAbsolute(path) ? deepest(byRoot, trimmed(path)) : null),
    byId: (id) => byId.get(id) ?? null,
  }
}

function deepest(byRoot: ReadonlyMap<string, ProjectPlace>, path: string): ProjectPlace | null {
  for (let folder = path; ; folder = dirname(folder)) {
    const project = byRoot.get(folder)
    if (project !== undefined) return project
    if (folder === dirname(folder)) return null
  }
}

function trimmed(path: string): string {
  const normal = normalize(path)
  return normal.length > 1 ? normal.replace(/\/+$/, '') : normal
}
