import { type Part, partOf, roleOf } from '../discovery/part.ts'
import { detect } from './detect.ts'
import { buildEdges, listServices } from './edges.ts'
import type { Fact, ProjectTechnologies } from './fact.ts'
import { fileLanguages, languageFacts } from './language-facts.ts'
import { rollUp } from './roll-up.ts'
import { openRules } from './rule.ts'
import { allRules } from './rule-list.ts'
import type { Reading, Signal } from './signal.ts'
import { startCommands } from './start-commands.ts'

/** All that was read of a project: its parts, its files and what the readable ones say. */
export type ProjectFiles = { parts: readonly Part[]; files: readonly string[]; reading: Reading }

const book = openRules(allRules)

/** Turns what files say into facts, edges and commands. Pure. */
export function assemble({ parts, files, reading }: ProjectFiles): Omit<ProjectTechnologies, 'problems'> {
  const byPath = new Map(parts.map((part) => [part.path, part]))
  const filesOf = Map.groupBy(files, (file) => partOf(byPath, file)?.path ?? '')
  const signalsOf = Map.groupBy([...reading.signals, ...fileSignals(byPath, files)], (signal) => partOf(byPath, signal.file)?.path ?? '')
  const languages = readLanguages(parts, filesOf)
  const declared = new Set<string>()
  const facts = parts.flatMap((part) => {
    const own = languages.byPart.get(part.path) ?? []
    const heard = new Set([...languages.spoken, ...own.map((fact) => fact.id)])
    // Beside sources a manifest alone makes no language: its compiler may be there for the sake of a tool. Where nothing
    // was written yet, the manifest is the only word there is.
    const isSilent = languages.spoken.size === 0
    const shown = detect(part.path, signalsOf.get(part.path) ?? [], book).filter(
      (fact) => fact.kind !== 'language' || isSilent || heard.has(fact.id),
    )
    for (const fact of shown)
      if (part.role === 'package' && fact.evidence.some((one) => !/^\.(?:github|gitea|forgejo)\//.test(one.file))) declared.add(fact.id)
    return joinLanguages(shown, own)
  })
  const isProjects = (fact: Fact) => fact.kind !== 'language' || languages.large.has(fact.id) || declared.has(fact.id)
  const technologies = new Map(
    [...Map.groupBy(facts, (fact) => fact.part)].map(([part, list]) => [part, new Set(list.map((fact) => fact.id))]),
  )
  return {
    facts,
    project: rollUp(facts.filter(isProjects), parts),
    services: listServices(reading.services),
    edges: buildEdges(parts, reading.links, reading.services),
    commands: startCommands({ parts, files, scripts: reading.scripts, services: reading.services, technologies }),
    hasTests: files.some((file) => isTest(file)),
  }
}

type Languages = {
  byPart: ReadonlyMap<string, Fact[]>
  /** Spoken in some package. */
  spoken: ReadonlySet<string>
  /** Large enough in the whole: a few scripts may be all of a part and next to nothing of the project. */
  large: ReadonlySet<string>
}

function readLanguages(parts: readonly Part[], filesOf: ReadonlyMap<string, string[]>): Languages {
  const sources = { languages: fileLanguages([...filesOf.values()].flat()), rules: allRules }
  const byPart = new Map(parts.map((part) => [part.path, languageFacts(part.path, filesOf.get(part.path) ?? [], sources)]))
  const packages = parts.filter((part) => part.role === 'package').map((part) => part.path)
  const ids = (facts: readonly Fact[]) => new Set(facts.map((fact) => fact.id))
  const all = packages.flatMap((path) => filesOf.get(path) ?? [])
  return { byPart, spoken: ids(packages.flatMap((path) => byPart.get(path) ?? [])), large: ids(languageFacts('', all, sources)) }
}

function fileSignals(parts: ReadonlyMap<string, Part>, files: readonly string[]): Signal[] {
  return files.flatMap((file): Signal[] => {
    if (book.findFile(file).length === 0) return []
    // What an example or a fixture holds is no evidence about the package around it.
    if (partOf(parts, file)?.role === 'package' && roleOf(file.slice(0, Math.max(0, file.lastIndexOf('/')))) !== 'package') return []
    return [{ source: 'file', name: file, version: null, scope: 'runtime', file, line: null, text: file.slice(file.lastIndexOf('/') + 1) }]
  })
}

/** A language shown by a manifest and by its files is one fact with both kinds of evidence. */
function joinLanguages(facts: readonly Fact[], languages: readonly Fact[]): Fact[] {
  const spoken = new Map(languages.map((fact) => [fact.id, fact]))
  const joined = facts.flatMap((fact) => {
    const own = spoken.get(fact.id)
    if (!own) return [fact]
    spoken.delete(fact.id)
    return [{ ...fact, confidence: Math.max(fact.confidence, own.confidence), evidence: [...fact.evidence, ...own.evidence].slice(0, 8) }]
  })
  return [...joined, ...spoken.values()]
}

function isTest(file: string): boolean {
  return /(?:^|\/)(?:tests?|__tests__|specs?|e2e)\/|[._-](?:test|spec)s?\.\w+$|(?:^|\/)test_\w+\.py$|_test\.(?:go|exs|dart|py|rb)$|Tests?\.(?:cs|java|kt|swift|php)$/.test(
    file,
  )
}
