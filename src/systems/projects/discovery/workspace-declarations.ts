import { load } from 'js-yaml'
import { parse as parseToml } from 'smol-toml'
import { asObject, asStrings, parseJsonText } from './json-text.ts'

/** Patterns of member folders, relative to the declaring file's folder. */
export type Declaration = { include: string[]; exclude: string[] }

/** The members a file declares; nothing for a file that declares none or cannot be read. */
export function declarationsOf(file: string, text: string): Declaration[] {
  const name = file.slice(file.lastIndexOf('/') + 1)
  const read = Object.hasOwn(readers, name) ? readers[name] : solutionReader(name)
  try {
    const declaration = read?.(text)
    return declaration && declaration.include.length > 0 ? [clean(declaration)] : []
  } catch {
    // The reader of the file's own facts reports what is wrong with it.
    return []
  }
}

/** True for a file that may declare members, so that it is worth reading. */
export function declaresMembers(name: string): boolean {
  return Object.hasOwn(readers, name) || solutionReader(name) !== undefined
}

type Reader = (text: string) => Declaration

const readers: Record<string, Reader> = {
  'package.json': (text) => {
    const workspaces = asObject(parseJsonText(text).value).workspaces
    return including(Array.isArray(workspaces) ? asStrings(workspaces) : asStrings(asObject(workspaces).packages))
  },
  'pnpm-workspace.yaml': (text) => including(asStrings(asObject(load(text)).packages)),
  'lerna.json': (text) => including(asStrings(asObject(parseJsonText(text).value).packages)),
  'rush.json': rushProjects,
  'nx.json': () => including(['**']),
  'deno.json': denoMembers,
  'deno.jsonc': denoMembers,
  'Cargo.toml': (text) => tomlMembers(text, ['workspace']),
  'pyproject.toml': (text) => tomlMembers(text, ['tool', 'uv', 'workspace']),
  'go.work': goModules,
  'pom.xml': (text) => including(all(withoutComments(text), /<module>\s*([^<]+?)\s*<\/module>/g)),
  'settings.gradle': gradleProjects,
  'settings.gradle.kts': gradleProjects,
  'composer.json': composerPaths,
  'mix.exs': (text) => including(all(text, /\bapps_path:\s*"([^"]+)"/g).map((path) => `${path}/*`)),
  'pubspec.yaml': (text) => including(asStrings(asObject(load(text)).workspace)),
  'melos.yaml': (text) => including(asStrings(asObject(load(text)).packages)),
}

function including(include: string[]): Declaration {
  return { include, exclude: [] }
}

function clean({ include, exclude }: Declaration): Declaration {
  const plain = (pattern: string) =>
    pattern
      .replaceAll('\\', '/')
      .replace(/^(!?)(?:\.\/)+/, '$1')
      .replace(/\/+$/, '')
  return { include: include.map(plain), exclude: exclude.map(plain) }
}

function all(text: string, pattern: RegExp): string[] {
  return [...text.matchAll(pattern)].map((found) => found[1] ?? '')
}

function withoutComments(xml: string): string {
  return xml.replace(/<!--[\s\S]*?-->/g, '')
}

function rushProjects(text: string): Declaration {
  const projects = asObject(parseJsonText(text).value).projects
  if (!Array.isArray(projects)) return including([])
  return including(projects.flatMap((one) => asStrings([asObject(one).projectFolder])))
}

function denoMembers(text: string): Declaration {
  const workspace = asObject(parseJsonText(text).value).workspace
  return including(Array.isArray(workspace) ? asStrings(workspace) : asStrings(asObject(workspace).members))
}

function tomlMembers(text: string, path: readonly string[]): Declaration {
  let table = asObject(parseToml(text))
  for (const step of path) table = asObject(table[step])
  return { include: asStrings(table.members), exclude: asStrings(table.exclude) }
}

function goModules(text: string): Declaration {
  const plain = text.replace(/\/\/.*$/gm, '')
  const blocks = all(plain, /^use\s*\(([^)]*)\)/gm).flatMap((block) => block.split(/\s+/))
  const single = all(plain, /^use\s+([^\s(]+)\s*$/gm)
  return including([...blocks, ...single].filter(Boolean).map((path) => path.replace(/^"|"$/g, '')))
}

// `include(":app", ":core:data")`: each colon is a folder, unless projectDir says otherwise.
function gradleProjects(text: string): Declaration {
  const plain = text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/^\s*\/\/.*$/gm, '')
  const moved = new Map<string, string>()
  const placed = /project\(\s*["']:?([^"']+)["']\s*\)\.projectDir\s*=\s*(?:new\s+)?[Ff]ile\((?:[\w.]+\s*,\s*)?["']([^"']+)["']\)/g
  for (const found of plain.matchAll(placed)) moved.set(found[1] ?? '', found[2] ?? '')
  const lists = all(plain, /^\s*include\b\s*\(?((?:\s*["'][^"']+["']\s*,?)+)/gm)
  const names = lists.flatMap((list) => all(list, /["']:?([^"']+)["']/g))
  return including(names.map((name) => moved.get(name) ?? name.replaceAll(':', '/')))
}

function composerPaths(text: string): Declaration {
  const repositories = asObject(parseJsonText(text).value).repositories
  const entries = Array.isArray(repositories) ? repositories : Object.values(asObject(repositories))
  return including(
    entries
      .map(asObject)
      .filter((one) => one.type === 'path')
      .flatMap((one) => asStrings([one.url])),
  )
}

// A solution names project files; the folder around each is the member.
function solutionReader(name: string): Reader | undefined {
  if (name.endsWith('.sln')) return (text) => including(projectFolders(all(text, /^Project\([^)]*\)\s*=\s*"[^"]*",\s*"([^"]+proj)"/gm)))
  if (name.endsWith('.slnx')) return (text) => including(projectFolders(all(withoutComments(text), /<Project\s[^>]*Path="([^"]+proj)"/g)))
  return undefined
}

function projectFolders(files: readonly string[]): string[] {
  return files
    .map((file) => file.replaceAll('\\', '/'))
    .filter((file) => file.includes('/'))
    .map((file) => file.slice(0, file.lastIndexOf('/')))
}
