import type { Ecosystem } from './manifest-names.ts'

/** One package or service of a project: a folder with a manifest of its own. The project's top is always a part. */
export type Part = {
  /** Relative to the project, "" for its top. Parts are told apart by this, never by name. */
  path: string
  name: string
  manifests: PartManifest[]
  /** The file that names this part as a member of a workspace or a build. */
  declaredBy?: string
  role: PartRole
}

export type PartManifest = { file: string; ecosystem: Ecosystem; name?: string }

/** Only packages speak for the project; examples and fixtures show or test something else. */
export type PartRole = 'package' | 'example' | 'fixture'

const exampleFolders = /(?:^|\/)(?:examples?|samples?|demos?|playgrounds?|benchmarks?|fuzz)(?:\/|$)/i
const fixtureFolders = /(?:^|\/)(?:fixtures?|__fixtures__|testdata|test-data|test_data|templates?|skeletons?|stubs?)(?:\/|$)/i

/** What a folder of the project is for, by the usual names. */
export function roleOf(path: string): PartRole {
  if (fixtureFolders.test(path)) return 'fixture'
  return exampleFolders.test(path) ? 'example' : 'package'
}

/** The part a file belongs to: the deepest one around it. `parts` must hold the top. */
export function partOf<P extends { path: string }>(parts: ReadonlyMap<string, P>, file: string): P | undefined {
  for (let slash = file.lastIndexOf('/'); slash > 0; slash = file.lastIndexOf('/', slash - 1)) {
    const part = parts.get(file.slice(0, slash))
    if (part) return part
  }
  return parts.get('')
}
