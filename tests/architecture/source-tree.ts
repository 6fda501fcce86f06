import { readdirSync, readFileSync, statSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'

export const root = resolve(import.meta.dirname, '..', '..')

export interface SourceFile {
  /** Relative to the repository, with forward slashes. */
  readonly path: string
  readonly text: string
  readonly lines: number
  readonly imports: readonly Import[]
}

export interface Import {
  /** Repository path of the file, or the name of a package. */
  readonly target: string
  readonly external: boolean
  readonly typeOnly: boolean
  readonly line: number
}

let known: readonly SourceFile[] | undefined

/** Every TypeScript file below src, tests and bench with what it imports. */
export function sourceFiles(): readonly SourceFile[] {
  known ??= ['src', 'tests', 'bench'].flatMap((folder) => walk(join(root, folder))).map(readSource)
  return known
}

export function filesBelow(folder: string): SourceFile[] {
  return sourceFiles().filter((file) => file.path.startsWith(`${folder}/`))
}

/** Files that ship: no tests. */
export function shippedFiles(folder = 'src'): SourceFile[] {
  return filesBelow(folder).filter((file) => !/\.test\.tsx?$/.test(file.path))
}

export function systemNames(): string[] {
  return readdirSync(join(root, 'src/systems')).filter((name) => statSync(join(root, 'src/systems', name)).isDirectory())
}

/** Every file and folder below a folder, relative to the repository; build output and dependencies left out. */
export function allPaths(folder = ''): string[] {
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    if (['node_modules', '.git', 'dist'].includes(entry.name)) return []
    const path = folder === '' ? entry.name : `${folder}/${entry.name}`
    return entry.isDirectory() ? [path, ...allPaths(path)] : [path]
  })
}

function walk(folder: string): string[] {
  try {
    return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
      const path = join(folder, entry.name)
      if (entry.isDirectory()) return walk(path)
      return /\.tsx?$/.test(entry.name) ? [path] : []
    })
  } catch {
    return []
  }
}

function readSource(file: string): SourceFile {
  const text = readFileSync(file, 'utf8')
  return { path: relative(root, file), text, lines: text.split('\n').length - 1, imports: readImports(file, text) }
}

const pattern = /^(?:import|export)\s+(type\s+)?(?:[^'"]*?\sfrom\s+)?['"]([^'"]+)['"]|\bimport\(\s*['"]([^'"]+)['"]\s*\)/gm

function readImports(file: string, text: string): Import[] {
  return [...text.matchAll(pattern)].map((match) => {
    const name = match[2] ?? match[3]!
    const path = resolveName(file, name)
    const line = text.slice(0, match.index).split('\n').length
    return { target: path ?? name, external: path === null, typeOnly: match[1] !== undefined, line }
  })
}

function resolveName(file: string, name: string): string | null {
  if (name.startsWith('.')) return relative(root, resolve(dirname(file), name))
  const aliased = /^#(kernel|systems|surfaces|ui)\/(.+)$/.exec(name)
  if (aliased) return `src/${aliased[1]}/${aliased[2]}`
  const tests = /^#tests\/(.+)$/.exec(name)
  return tests ? `tests/${tests[1]}` : null
}
