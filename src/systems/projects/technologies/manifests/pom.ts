import { lineCounter, lineText } from '../excerpt.ts'
import type { Link, PartialReading, Scope, Script, Signal, SourceFile } from '../signal.ts'

/** A Maven POM, read as text with its lines. What only manages versions or plugins for others is left out. */
export function readPom(file: SourceFile): PartialReading {
  const text = blank(
    blank(file.text, /<!--[\s\S]*?-->/g),
    /<(?:dependencyManagement|pluginManagement|exclusions)>[\s\S]*?<\/(?:dependencyManagement|pluginManagement|exclusions)>/g,
  )
  const properties = readProperties(text)
  const lineAt = lineCounter(file.text)
  const signals: Signal[] = []
  const links: Link[] = []
  for (const block of text.matchAll(/<(parent|dependency|plugin|extension|annotationProcessorPath|path)>([\s\S]*?)<\/\1>/g)) {
    const artifact = readArtifact(block[2] ?? '', properties)
    if (!artifact) continue
    const line = lineAt(block.index + block[0].indexOf('<artifactId>'))
    const place = { file: file.file, line, text: lineText(file.text, line) }
    const scope: Scope = block[1] === 'plugin' || artifact.scope === 'test' ? 'dev' : artifact.optional ? 'weak' : 'runtime'
    signals.push({ source: 'maven', name: artifact.name, version: artifact.version, scope, ...place })
    if (block[1] !== 'plugin') links.push({ name: artifact.id, ...place })
  }
  return { signals: [...signals, ...javaVersion(file, text, properties)], links, scripts: runScripts(signals) }
}

const runs: Record<string, string> = {
  'org.springframework.boot:spring-boot-maven-plugin': 'spring-boot:run',
  'io.quarkus:quarkus-maven-plugin': 'quarkus:dev',
  'io.quarkus.platform:quarkus-maven-plugin': 'quarkus:dev',
}

function runScripts(signals: readonly Signal[]): Script[] {
  return signals.flatMap(({ name, file, line, text }) => {
    const goal = Object.hasOwn(runs, name) ? runs[name] : undefined
    return goal ? [{ name: goal, line: `mvn ${goal}`, body: name, tool: 'mvn', file, at: line, text }] : []
  })
}

type Artifact = { name: string; id: string; version: string | null; scope: string | null; optional: boolean }

function readArtifact(block: string, properties: ReadonlyMap<string, string>): Artifact | undefined {
  // Only the first level: a plugin may list artifacts of its own.
  const flat = block.replace(/<(?:configuration|executions|dependencies)>[\s\S]*?<\/(?:configuration|executions|dependencies)>/g, '')
  const id = value(flat, 'artifactId', properties)
  if (!id) return undefined
  const group = value(flat, 'groupId', properties) ?? 'org.apache.maven.plugins'
  const version = value(flat, 'version', properties)
  return {
    name: `${group}:${id}`,
    id,
    version: version && !version.includes('${') ? version : null,
    scope: value(flat, 'scope', properties),
    optional: value(flat, 'optional', properties) === 'true',
  }
}

function value(block: string, tag: string, properties: ReadonlyMap<string, string>): string | null {
  const found = new RegExp(`<${tag}>\\s*([^<]*?)\\s*</${tag}>`).exec(block)?.[1]
  return found?.replace(/\$\{([^}]+)\}/g, (whole, name: string) => properties.get(name) ?? whole) ?? null
}

function readProperties(text: string): Map<string, string> {
  const blocks = [...text.matchAll(/<properties>([\s\S]*?)<\/properties>/g)].map((found) => found[1] ?? '')
  return new Map(
    blocks.flatMap((block) =>
      [...block.matchAll(/<([\w.-]+)>\s*([^<]*?)\s*<\/\1>/g)].map((pair) => [pair[1] ?? '', pair[2] ?? ''] as const),
    ),
  )
}

const javaSettings = ['java.version', 'maven.compiler.release', 'maven.compiler.target', 'maven.compiler.source', 'release']

function javaVersion(file: SourceFile, text: string, properties: ReadonlyMap<string, string>): Signal[] {
  for (const tag of javaSettings) {
    const found = new RegExp(`<${tag.replaceAll('.', '\\.')}>\\s*([^<]+?)\\s*<`).exec(text)
    const version = found?.[1]?.replace(/\$\{([^}]+)\}/g, (whole, name: string) => properties.get(name) ?? whole)
    if (!found || !version || !/^\d/.test(version)) continue
    const line = lineCounter(file.text)(found.index)
    return [{ source: 'tool', name: 'java', version, scope: 'runtime', file: file.file, line, text: lineText(file.text, line) }]
  }
  return []
}

/** Replaces matches by blanks, so that offsets and lines stay true. */
function blank(text: string, pattern: RegExp): string {
  return text.replace(pattern, (found) => found.replace(/[^\n]/g, ' '))
}
