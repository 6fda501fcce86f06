import { type Stats, closeSync, lstatSync, openSync, readSync, constants } from 'node:fs'
import { type BytePath, folderOf, fromText, join, toSystem, toText } from '../discovery/byte-path.ts'
import type { DiscoveryFact } from '../discovery/found.ts'
import { type FileList, listFiles, type ListOptions } from '../discovery/read-files.ts'
import { readProblem } from '../discovery/read-folder.ts'
import { pause } from '../discovery/read-pace.ts'
import { type Reach, reachesInto, reachOf, readInside, realFolder } from '../discovery/read-text.ts'
import { type AttributeRule, type Attributes, attributesOf, parseAttributes } from './attributes.ts'
import { classifyContent, classifyName, type NameVerdict } from './classify.ts'
import type { CachedReading, FileReading, LanguageSummary, ReadingCache } from './count.ts'
import { looksMinified, pathExclusion, saysGenerated } from './exclusions.ts'
import { type CountedFile, summarize } from './summarize.ts'
import { addChunk, endTally, looksBinary, startTally } from './tally.ts'

export type CountOptions = ListOptions & { /** the project's files, where they were listed before */ list?: FileList }

/**
 * Counts lines and bytes per language over the files that belong to a project. A file is read again only when its
 * size or times differ from what `cache` holds. Never throws for what lies in the project; that becomes facts.
 */
export async function countLanguages(folder: string, cache: ReadingCache, options: CountOptions = {}): Promise<LanguageSummary> {
  const top = realFolder(fromText(folder)) ?? fromText(folder)
  const list = options.list ?? (await listFiles(folder, options))
  const count: Count = { top, cache, reach: reachOf(top), chunk: Buffer.allocUnsafe(chunkSize), facts: [...list.facts], seen: new Set() }
  const rules = readRules(count, list.files)
  const files: CountedFile[] = []
  for (const path of list.files) {
    const file = countFile(count, path, rules)
    if (file) files.push(file)
    await pause()
  }
  forgetOthers(count)
  return summarize(files, count.facts)
}

type Count = { top: BytePath; cache: ReadingCache; reach: Reach; chunk: Buffer; facts: DiscoveryFact[]; seen: Set<string> }

const chunkSize = 64 * 1024
const largestFile = 64 * 1024 * 1024
const headSize = 8 * 1024
const tailSize = 300
const mostFacts = 50
const attributesLimit = 256 * 1024
const noAttributes: Attributes = {}

function countFile(count: Count, path: BytePath, rules: readonly AttributeRule[]): CountedFile | undefined {
  const facts = factsOf(count, path)
  if (!facts) return undefined
  count.seen.add(path)
  const attributes = rules.length === 0 ? noAttributes : attributesOf(rules, path)
  const cached = count.cache.get(path)
  const changed = Math.max(facts.mtimeMs, facts.ctimeMs)
  if (cached && cached.size === facts.size && cached.changed === changed) return { path, size: facts.size, reading: cached, attributes }
  const reading: CachedReading = { ...readFile(count, path, facts.size), place: pathExclusion(path), size: facts.size, changed }
  count.cache.set(path, reading)
  return { path, size: facts.size, reading, attributes }
}

// Links, folders (submodules among them), pipes and files that have gone are nobody's lines.
function factsOf(count: Count, path: BytePath): Stats | undefined {
  try {
    const facts = lstatSync(toSystem(join(count.top, path)), { throwIfNoEntry: false })
    return facts?.isFile() ? facts : undefined
  } catch (error) {
    note(count, path, error)
    return undefined
  }
}

function readFile(count: Count, path: BytePath, size: number): FileReading {
  const verdict = classifyName(path)
  if (verdict === 'none' || size === 0) return { language: nameLanguage(verdict), lines: 0, blank: 0 }
  if (size > largestFile) return { lines: 0, blank: 0, exclusion: 'too_large' }
  const whole = join(count.top, path)
  if (!reachesInto(count.reach, folderOf(whole))) return { lines: 0, blank: 0, exclusion: 'unreadable' }
  let file: number | undefined
  try {
    file = openSync(toSystem(whole), constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK)
    return readOpen(file, count.chunk, verdict)
  } catch (error) {
    note(count, path, error)
    return { lines: 0, blank: 0, exclusion: 'unreadable' }
  } finally {
    if (file !== undefined) closeSync(file)
  }
}

function readOpen(file: number, chunk: Buffer, verdict: NameVerdict): FileReading {
  let length = readSync(file, chunk, 0, verdict === 'shebang' ? headSize : chunk.length, null)
  if (looksBinary(chunk.subarray(0, length))) return { lines: 0, blank: 0, exclusion: 'binary' }
  const head = chunk.toString('latin1', 0, Math.min(length, headSize))
  const language = classifyContent(verdict, head)
  if (language === undefined) return { lines: 0, blank: 0 }
  const tally = startTally()
  let tail = ''
  while (length > 0) {
    addChunk(tally, chunk.subarray(0, length))
    tail = chunk.toString('latin1', Math.max(0, length - tailSize), length)
    length = readSync(file, chunk, 0, chunk.length, null)
  }
  const { lines, blank, longest, bytes } = endTally(tally)
  const exclusion = saysGenerated(head) ? 'generated' : looksMinified(language, { lines, longest, bytes, tail }) ? 'minified' : undefined
  return { language, lines, blank, exclusion }
}

function nameLanguage(verdict: NameVerdict): string | undefined {
  return typeof verdict === 'object' && 'language' in verdict ? verdict.language : undefined
}

function readRules(count: Count, files: readonly BytePath[]): AttributeRule[] {
  const named = files.filter((path) => path === '.gitattributes' || path.endsWith('/.gitattributes'))
  named.sort((a, b) => a.split('/').length - b.split('/').length)
  return named.flatMap((path) => {
    const read = readInside(count.reach, join(count.top, path), attributesLimit)
    return read && 'bytes' in read ? parseAttributes(read.bytes.toString('latin1'), folderOf(path)) : []
  })
}

function forgetOthers({ cache, seen }: Count): void {
  for (const path of [...cache.keys()]) if (!seen.has(path)) cache.delete(path)
}

function note(count: Count, path: BytePath, error: unknown): void {
  if (count.facts.length < mostFacts) count.facts.push({ ...readProblem(path, error), path: toText(path) })
}
