import { toText } from '../discovery/byte-path.ts'
import type { DiscoveryFact } from '../discovery/found.ts'
import type { Part } from '../discovery/part.ts'
import { listFiles } from '../discovery/read-files.ts'
import { readParts } from '../discovery/read-parts.ts'
import type { LanguageCount } from '../languages/count.ts'
import { countLanguages } from '../languages/read-languages.ts'
import type { ProjectTechnologies } from '../technologies/fact.ts'
import { readTechnologies } from '../technologies/read-technologies.ts'

/** What the files of one folder say. Plain data: it crosses from the thread that reads to the one that stores. */
export interface FolderFacts {
  readonly files: readonly string[]
  readonly parts: readonly Part[]
  readonly technologies: Pick<ProjectTechnologies, 'project' | 'commands' | 'hasTests'>
  readonly languages: readonly LanguageCount[]
  readonly problems: readonly DiscoveryFact[]
}

/** Reads one folder: its files, parts, technologies and languages. What cannot be read becomes a problem. */
export async function readFolderFacts(folder: string): Promise<FolderFacts> {
  const list = await listFiles(folder)
  const { parts, facts } = await readParts(folder, list)
  const { project, commands, hasTests, problems } = await readTechnologies(folder, parts, { list })
  const counted = await countLanguages(folder, new Map(), { list })
  return {
    files: list.files.map(toText),
    parts,
    technologies: { project, commands, hasTests },
    languages: counted.languages,
    problems: [...list.facts, ...facts, ...problems, ...counted.facts],
  }
}
