import { fromText, join, nameOf, toText } from '../discovery/byte-path.ts'
import type { DiscoveryFact } from '../discovery/found.ts'
import { isFetched } from '../discovery/ignored-names.ts'
import { type Part, partOf, roleOf } from '../discovery/part.ts'
import { type FileList, listFiles, type ListOptions } from '../discovery/read-files.ts'
import { pause } from '../discovery/read-pace.ts'
import { decode, type Reach, reachOf, readInside, realFolder } from '../discovery/read-text.ts'
import { assemble, type ProjectFiles } from './assemble.ts'
import type { ProjectTechnologies } from './fact.ts'
import { type Context, type FileReader, fileReaders } from './file-readers.ts'
import { readContext } from './read-context.ts'
import type { Reading } from './signal.ts'

export type TechnologyOptions = ListOptions & { /** the project's files, where they were listed before */ list?: FileList }

const largestFile = 1024 * 1024
const mostGuesses = 1500
const mostProblems = 50

/**
 * What a project is built with, from its own files: technologies with the lines that show them, who uses whom inside
 * it, and how it is started. Nothing of the project is executed; what cannot be read becomes a problem.
 */
export async function readTechnologies(
  folder: string,
  parts: readonly Part[],
  options: TechnologyOptions = {},
): Promise<ProjectTechnologies> {
  const top = realFolder(fromText(folder)) ?? fromText(folder)
  const list = options.list ?? (await listFiles(folder, options))
  const scan: Scan = { top, reach: reachOf(top), problems: [...list.facts], reading: { signals: [], links: [], scripts: [], services: [] } }
  const known = parts.length > 0 ? parts : [{ path: '', name: toText(nameOf(top)), manifests: [], role: 'package' } satisfies Part]
  const byPath = new Map(known.map((part) => [part.path, part]))
  const own = list.files.filter((file) => !isFetched(file))
  const context = readContext(scan.reach, top, own)
  let guesses = 0
  for (const file of own) {
    await pause()
    const readers = readersOf(file)
    const isGuess = readers.every((reader) => reader.isGuess)
    if (readers.length === 0 || !speaks(byPath, toText(file)) || (isGuess && ++guesses > mostGuesses)) continue
    readOne(scan, file, { readers, context })
  }
  const files: ProjectFiles = { parts: known, files: own.map(toText), reading: scan.reading }
  return { ...assemble(files), problems: scan.problems }
}

type Scan = { top: string; reach: Reach; problems: DiscoveryFact[]; reading: Reading }

function readersOf(file: string): FileReader[] {
  const name = nameOf(file)
  return fileReaders.filter((reader) => reader.matches(name, file))
}

/** False for examples and fixtures that are no part of their own: they speak of something else than the part around. */
function speaks(parts: ReadonlyMap<string, Part>, file: string): boolean {
  const role = roleOf(file.slice(0, Math.max(0, file.lastIndexOf('/'))))
  if (role === 'package') return true
  const part = partOf(parts, file)
  return part !== undefined && part.role !== 'package'
}

function readOne(scan: Scan, file: string, { readers, context }: { readers: readonly FileReader[]; context: Context }): void {
  const read = readInside(scan.reach, join(scan.top, file), largestFile)
  const path = toText(file)
  if (!read) return
  if ('problem' in read) return note(scan, { ...read.problem, path })
  if (read.size > largestFile)
    return note(scan, { code: 'too_large', path, text: `Is larger than ${largestFile / 1024 / 1024} MB and was not read.` })
  const text = decode(read.bytes)
  for (const reader of readers) {
    try {
      const { signals = [], links = [], scripts = [], services = [] } = reader.read({ file: path, text }, context)
      scan.reading.signals.push(...signals)
      scan.reading.links.push(...links)
      scan.reading.scripts.push(...scripts)
      scan.reading.services.push(...services)
    } catch (error) {
      note(scan, { code: 'manifest_broken', path, text: `Cannot be understood: ${firstLine(error)}` })
    }
  }
}

function note(scan: Scan, problem: DiscoveryFact): void {
  if (scan.problems.length < mostProblems) scan.problems.push(problem)
}

function firstLine(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).split('\n')[0]?.slice(0, 200) ?? ''
}
