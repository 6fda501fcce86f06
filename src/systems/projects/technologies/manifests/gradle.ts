import { parse as parseToml } from 'smol-toml'
import { asObject } from '../../discovery/json-text.ts'
import { excerpt, numberedLines } from '../excerpt.ts'
import type { Link, PartialReading, Scope, Script, Signal, SourceFile } from '../signal.ts'

/** The names of a version catalogue: accessor (`androidx.core.ktx`, `plugins.kotlin.jvm`) to what it stands for. */
export type GradleCatalog = ReadonlyMap<string, { name: string; version: string | null }>

/** gradle/libs.versions.toml. @throws for a file that is not TOML */
export function parseCatalog(text: string): GradleCatalog {
  const toml = asObject(parseToml(text))
  const versions = asObject(toml.versions)
  const entries = new Map<string, { name: string; version: string | null }>()
  for (const [alias, entry] of Object.entries(asObject(toml.libraries))) {
    const library = readLibrary(entry, versions)
    if (library) entries.set(accessor(alias), library)
  }
  for (const [alias, entry] of Object.entries(asObject(toml.plugins))) {
    const plugin = readPlugin(entry, versions)
    if (plugin) entries.set(`plugins.${accessor(alias)}`, plugin)
  }
  return entries
}

function readLibrary(entry: unknown, versions: Record<string, unknown>): { name: string; version: string | null } | undefined {
  if (typeof entry === 'string') {
    const [group, name, version] = entry.split(':')
    return name ? { name: `${group}:${name}`, version: version ?? null } : undefined
  }
  const table = asObject(entry)
  const name = typeof table.module === 'string' ? table.module : `${String(table.group)}:${String(table.name)}`
  return { name, version: readVersion(table.version, versions) }
}

function readPlugin(entry: unknown, versions: Record<string, unknown>): { name: string; version: string | null } | undefined {
  if (typeof entry === 'string') {
    const [name, version] = entry.split(':')
    return name ? { name, version: version ?? null } : undefined
  }
  const table = asObject(entry)
  return typeof table.id === 'string' ? { name: table.id, version: readVersion(table.version, versions) } : undefined
}

function readVersion(version: unknown, versions: Record<string, unknown>): string | null {
  if (typeof version === 'string') return version
  const named = asObject(version).ref
  const found = typeof named === 'string' ? versions[named] : asObject(version).strictly
  return typeof found === 'string' ? found : null
}

function accessor(alias: string): string {
  return alias.replace(/[-_]/g, '.')
}

/** build.gradle and build.gradle.kts, read as text. Accessors of the catalogue stand for what they name. */
export function readGradle(file: SourceFile, catalog: GradleCatalog = new Map()): PartialReading {
  const signals: Signal[] = []
  const links: Link[] = []
  const scripts: Script[] = []
  for (const { line, text } of numberedLines(blankComments(file.text))) {
    const place = { file: file.file, line, text: excerpt(text) }
    for (const plugin of pluginsIn(text, catalog)) {
      signals.push({ source: 'gradlePlugin', ...plugin, scope: 'runtime', ...place })
      const task = /\bapply\s+false\b|\.apply\(false\)/.test(text) ? undefined : runs[plugin.name]
      if (task)
        scripts.push({ name: task, line: `gradle ${task}`, body: plugin.name, tool: 'gradle', at: line, file: file.file, text: place.text })
    }
    for (const one of dependenciesIn(text, catalog)) signals.push({ source: 'maven', ...one, ...place })
    links.push(...projectsIn(text).map((name) => ({ name, ...place })))
    const java =
      /(?:languageVersion.*?\.of\(|jvmToolchain\(|sourceCompatibility\s*=\s*(?:JavaVersion\.VERSION_)?["']?)(\d+(?:[._]\d+)?)/.exec(text)
    if (java?.[1])
      signals.push({ source: 'tool', name: 'java', version: java[1].replace('_', '.').replace(/^1\./, ''), scope: 'runtime', ...place })
  }
  return { signals, links, scripts }
}

const runs: Record<string, string | undefined> = {
  'org.springframework.boot': 'bootRun',
  'io.quarkus': 'quarkusDev',
  'io.ktor.plugin': 'run',
  application: 'run',
}

type Named = { name: string; version: string | null }

function pluginsIn(text: string, catalog: GradleCatalog): Named[] {
  const named = [...text.matchAll(/\b(?:id|apply\s+plugin:)\s*\(?\s*["']([\w.-]+)["']\)?(?:\s*version\s*["']([^"']+)["'])?/g)]
  const kotlin = [...text.matchAll(/\bkotlin\(\s*["'](jvm|multiplatform|android|js)["']\s*\)(?:\s*version\s*["']([^"']+)["'])?/g)]
  const aliased = [...text.matchAll(/\balias\(\s*libs\.(plugins\.[\w.]+?)\s*\)/g)].flatMap((found) => catalog.get(found[1] ?? '') ?? [])
  return [
    ...named.map((found) => ({ name: found[1] ?? '', version: found[2] ?? null })),
    ...kotlin.map((found) => ({ name: `org.jetbrains.kotlin.${found[1]}`, version: found[2] ?? null })),
    ...aliased,
  ]
}

const configurations =
  /^\s*(?:"?(\w*(?:[iI]mplementation|[aA]pi|[cC]ompileOnly|[rR]untimeOnly|kapt|ksp|annotationProcessor|classpath|developmentOnly|lintChecks|coreLibraryDesugaring))"?)\s*[\s(]/

function dependenciesIn(text: string, catalog: GradleCatalog): (Named & { scope: Scope })[] {
  const configuration = configurations.exec(text)?.[1]
  if (!configuration) return []
  const scope: Scope = /test|lint|classpath|developmentOnly/i.test(configuration) ? 'dev' : 'runtime'
  const literal = [...text.matchAll(/["']([\w.-]+:[\w.-]+)(?::([\w.${}-]+))?(?:@\w+)?["']/g)]
  const spelled = /group:\s*["']([\w.-]+)["']\s*,\s*name:\s*["']([\w.-]+)["'](?:\s*,\s*version:\s*["']([^"']+)["'])?/.exec(text)
  const aliased = [...text.matchAll(/\blibs\.(?!plugins\.)([\w.]+?)(?=\s*[),]|\s*$)/g)].flatMap(
    (found) => catalog.get(found[1] ?? '') ?? [],
  )
  const kotlin = /\bkotlin\(\s*["']([\w-]+)["']/.exec(text)
  return [
    ...literal.map((found) => ({ name: found[1] ?? '', version: found[2]?.includes('$') ? null : (found[2] ?? null) })),
    ...(spelled ? [{ name: `${spelled[1]}:${spelled[2]}`, version: spelled[3] ?? null }] : []),
    ...(kotlin ? [{ name: `org.jetbrains.kotlin:kotlin-${kotlin[1]}`, version: null }] : []),
    ...aliased,
  ].map((one) => ({ ...one, scope }))
}

/** Other projects of the build by path: `project(":core:data")` and `projects.core.dataTest` alike. */
function projectsIn(text: string): string[] {
  const literal = [...text.matchAll(/\bproject\(\s*(?:path\s*[=:]\s*)?["']:([^"']+)["']/g)].map((found) => found[1] ?? '')
  const typed = [...text.matchAll(/\bprojects\.([\w.]+)/g)].map((found) =>
    (found[1] ?? '').replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`).replaceAll('.', ':'),
  )
  return [...literal, ...typed].map((path) => `gradle:${path}`)
}

function blankComments(text: string): string {
  return text.replace(/\/\*[\s\S]*?\*\//g, (found) => found.replace(/[^\n]/g, ' ')).replace(/(^|\s)\/\/.*$/gm, '$1')
}
