import { asObject, parseJsonText } from '../../discovery/json-text.ts'
import { lineCounter, lineText } from '../excerpt.ts'
import { folderOfFile, type Link, type PartialReading, type Scope, type Script, type Signal, type SourceFile } from '../signal.ts'
import { joinFolder } from './folder-path.ts'

/** Versions that Directory.Packages.props gives by package name in lower case. */
export type NugetVersions = ReadonlyMap<string, string>

export function parseNugetVersions(text: string): NugetVersions {
  const entries = [...uncommented(text).matchAll(/<(?:PackageVersion|GlobalPackageReference)\b([^>]*)/g)].map((found) =>
    attributes(found[1] ?? ''),
  )
  const properties = new Map([...text.matchAll(/<(\w+)>([^<]+)<\/\1>/g)].map((found) => [found[1] ?? '', found[2]?.trim() ?? '']))
  return new Map(
    entries.flatMap(({ include, version }) => {
      const told = version?.replace(/\$\((\w+)\)/g, (whole, name: string) => properties.get(name) ?? whole)
      return include && told && !told.includes('$(') ? [[include.toLowerCase(), told] as const] : []
    }),
  )
}

/** A .csproj, .fsproj or .props: packages, SDK, target framework and the projects it uses. */
export function readDotnetProject(file: SourceFile, versions: NugetVersions = new Map()): PartialReading {
  const text = uncommented(file.text)
  const lineAt = lineCounter(file.text)
  const placeAt = (offset: number) => {
    const line = lineAt(offset)
    return { file: file.file, line, text: lineText(file.text, line) }
  }
  const signals: Signal[] = []
  const links: Link[] = []
  for (const element of text.matchAll(
    /<(Project|Sdk|PackageReference|GlobalPackageReference|FrameworkReference|ProjectReference|TargetFrameworks?|UseMaui|UseWPF|UseWindowsForms)\b([^>]*)>([^<]*)/g,
  )) {
    const place = placeAt(element.index)
    const read = readElement({ tag: element[1] ?? '', given: attributes(element[2] ?? ''), content: element[3]?.trim() ?? '' }, versions)
    signals.push(...read.map((one) => ({ ...one, ...place })))
    const include = attributes(element[2] ?? '').include
    if (element[1] === 'ProjectReference' && include)
      links.push({ folder: joinFolder(folderOfFile(file.file), include.replace(/[\\/]?[^\\/]+$/, '')), ...place })
  }
  return { signals, links, scripts: runScript(file, text) }
}

/** A project that can be run: a web application, a worker, a host, or anything that becomes a program. */
function runScript(file: SourceFile, text: string): Script[] {
  const found = /Sdk(?:="| Name=")(?:Microsoft\.NET\.Sdk\.(?:Web|Worker)|Aspire\.AppHost\.Sdk)\b|<OutputType>\s*Exe\s*</.exec(text)
  const isTest = /<IsTestProject>\s*true|xunit|MSTest|NUnit|UseMaui>\s*true|BenchmarkDotNet/i.test(text) || /tests?\b/i.test(file.file)
  if (!found || isTest || !file.file.endsWith('proj')) return []
  const line = lineCounter(file.text)(found.index)
  return [
    { name: 'dotnet run', line: 'dotnet run', body: found[0], tool: 'dotnet', file: file.file, at: line, text: lineText(file.text, line) },
  ]
}

type Element = { tag: string; given: Record<string, string>; content: string }
type Bare = Pick<Signal, 'source' | 'name' | 'version' | 'scope'>

function readElement({ tag, given, content }: Element, versions: NugetVersions): Bare[] {
  const runtime: Scope = 'runtime'
  if (tag === 'Project' || tag === 'Sdk') {
    const [name, version] = (given.sdk ?? given.name ?? '').split('/')
    return name ? [{ source: 'setting', name: `sdk:${name}`, version: version ?? given.version ?? null, scope: runtime }] : []
  }
  if (tag === 'FrameworkReference')
    return given.include ? [{ source: 'setting', name: `sdk:${given.include}`, version: null, scope: runtime }] : []
  if (tag.endsWith('PackageReference')) {
    if (!given.include) return []
    const version = given.version ?? given.versionoverride ?? versions.get(given.include.toLowerCase()) ?? null
    return [
      {
        source: 'nuget',
        name: given.include,
        version: version?.includes('$(') ? null : version,
        scope: tag === 'PackageReference' ? runtime : 'dev',
      },
    ]
  }
  if (tag.startsWith('TargetFramework')) {
    const version = /net(\d+\.\d+)|netcoreapp([\d.]+)|net(4\d+)/.exec(content)
    return content === ''
      ? []
      : [{ source: 'tool', name: 'dotnet', version: version?.[1] ?? version?.[2] ?? version?.[3] ?? null, scope: runtime }]
  }
  return tag.startsWith('Use') && content === 'true' ? [{ source: 'setting', name: `msbuild:${tag}`, version: null, scope: runtime }] : []
}

/** global.json. @throws SyntaxError for a file that is not JSON */
export function readGlobalJson(file: SourceFile): PartialReading {
  const json = parseJsonText(file.text)
  const manifest = asObject(json.value)
  const version = asObject(manifest.sdk).version
  const signals: Signal[] = []
  const place = (...path: string[]) => ({
    file: file.file,
    line: json.lineOf(...path) ?? null,
    text: lineText(file.text, json.lineOf(...path) ?? null),
  })
  if (typeof version === 'string') signals.push({ source: 'tool', name: 'dotnet', version, scope: 'runtime', ...place('sdk', 'version') })
  for (const name of Object.keys(asObject(manifest['msbuild-sdks']))) {
    signals.push({ source: 'setting', name: `sdk:${name}`, version: null, scope: 'runtime', ...place('msbuild-sdks', name) })
  }
  return { signals }
}

function attributes(text: string): Record<string, string> {
  return Object.fromEntries([...text.matchAll(/([\w.]+)\s*=\s*"([^"]*)"/g)].map((found) => [found[1]?.toLowerCase() ?? '', found[2] ?? '']))
}

function uncommented(text: string): string {
  return text.replace(/<!--[\s\S]*?-->/g, (found) => found.replace(/[^\n]/g, ' '))
}
