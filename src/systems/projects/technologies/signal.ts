/** Where a name comes from; rules list names by source. */
export type Source =
  | 'npm'
  | 'jsr'
  | 'pypi'
  | 'gem'
  | 'composer'
  | 'maven'
  | 'gradlePlugin'
  | 'nuget'
  | 'go'
  | 'cargo'
  | 'hex'
  | 'pub'
  | 'swift'
  | 'cpp'
  | 'image'
  | 'system'
  | 'tool'
  | 'action'
  | 'terraform'
  | 'chart'
  | 'setting'
  | 'env'
  | 'file'

/** `dev`: for building and testing only. `weak`: optional, or wanted from others. */
export type Scope = 'runtime' | 'dev' | 'weak'

/** One thing a file says that may be evidence. `name` is in the form the source compares by. */
export type Signal = {
  source: Source
  name: string
  version: string | null
  scope: Scope
  file: string
  line: number | null
  text: string
}

/** A use of another part, by its folder (relative to the project) or by the name it gives itself. */
export type Link = { folder?: string; name?: string; file: string; line: number | null; text: string }

/** A script or target, before it is judged whether it starts anything. `line` is what a shell would run. */
export type Script = { name: string; line: string; body: string; tool: string; file: string; at: number | null; text: string }

export type ServiceNode = { name: string; image: string | null; build: string | null; uses: string[]; file: string; line: number | null }

/** All that one file says. */
export type Reading = { signals: Signal[]; links: Link[]; scripts: Script[]; services: ServiceNode[] }

/** A file to read: its path relative to the project and its text. */
export type SourceFile = { file: string; text: string }

/** What a reader returns; lists it has nothing for are left out. */
export type PartialReading = Partial<Reading>

export function folderOfFile(file: string): string {
  return file.includes('/') ? file.slice(0, file.lastIndexOf('/')) : ''
}
