import type { DependencyNote, SourceText } from './graph.ts'
import { includedPaths } from './formats/requirement-lines.ts'
import type { ParseJob } from './parse-jobs.ts'
import { parseSources, type ParseResult } from './parse-sources.ts'
import { addInstalledLicences } from './read-installed.ts'
import { readSource } from './read-source.ts'

/** All files of one job together; characters. */
const largestJob = 256 * 1024 * 1024

/** Reads and parses one job, and adds the licences that installed packages state. Synchronous reads: worker only. */
export async function readPart(projectDir: string, job: ParseJob): Promise<ParseResult> {
  const notes: DependencyNote[] = []
  const sources = readAll(projectDir, job.files, notes)
  if (job.format === 'pip') includeMore(projectDir, sources, notes)
  // Without its lockfile a job has nothing to say that its manifests do not say alone.
  const isHeadless = sources[0] !== undefined && sources[0].path !== job.files[0] && !isFamily(job)
  const result = await parseSources(job.format, isHeadless ? [] : sources)
  addInstalledLicences(projectDir, result.graphs)
  return { graphs: result.graphs, notes: [...notes, ...result.notes] }
}

function isFamily(job: ParseJob): boolean {
  return [
    'pip',
    'maven',
    'gradle',
    'nuget',
    'package.json',
    'pyproject.toml',
    'Pipfile',
    'Cargo.toml',
    'Gemfile',
    'composer.json',
  ].includes(job.format)
}

function readAll(projectDir: string, files: readonly string[], notes: DependencyNote[]): SourceText[] {
  const sources: SourceText[] = []
  let total = 0
  for (const file of files) {
    const read = readSource(projectDir, file)
    if ('sentence' in read) notes.push(read)
    else if (total + read.text.length > largestJob)
      notes.push({ file, sentence: 'Was left out: the files that belong together are more than can be read at once.' })
    else {
      total += read.text.length
      sources.push(read)
    }
  }
  return sources
}

/** Requirements may include files of any name. */
function includeMore(projectDir: string, sources: SourceText[], notes: DependencyNote[]): void {
  const known = new Set(sources.map((one) => one.path))
  for (const source of sources) {
    for (const path of includedPaths(source)) {
      if (known.has(path) || path.startsWith('../') || path.startsWith('/')) continue
      known.add(path)
      const read = readSource(projectDir, path)
      // What is missing the parser notes at the line that includes it.
      if (!('sentence' in read)) sources.push(read)
      else if (!read.sentence.startsWith('Is no longer')) notes.push(read)
    }
  }
}
