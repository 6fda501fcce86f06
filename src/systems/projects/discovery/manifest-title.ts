/** The name a manifest gives its package, or undefined when it gives none or cannot be read. */
export function manifestTitle(fileName: string, text: string): string | undefined {
  const ending = /\.(csproj|fsproj|vbproj|xcodeproj|gemspec|cabal|nimble)$/.exec(fileName)
  if (ending) return fileName.slice(0, -ending[0].length)
  const title = Object.hasOwn(titles, fileName) ? titles[fileName]?.(text) : undefined
  return title !== undefined && title.length <= 200 && title.trim() !== '' ? title.trim() : undefined
}

const titles: Record<string, (text: string) => string | undefined> = {
  'package.json': jsonName,
  'deno.json': jsonName,
  'composer.json': jsonName,
  'Cargo.toml': (text) => tomlName(text, ['package']),
  'pyproject.toml': (text) => tomlName(text, ['project', 'tool.poetry']),
  'setup.cfg': (text) => /^\[metadata\][^[]*?^name\s*=\s*(\S+)/ms.exec(text)?.[1],
  'setup.py': (text) => /\bname\s*=\s*["']([^"']+)["']/.exec(text)?.[1],
  'go.mod': (text) => /^module\s+"?([^\s"]+)/m.exec(text)?.[1],
  'pom.xml': mavenName,
  'settings.gradle': gradleName,
  'settings.gradle.kts': gradleName,
  'mix.exs': (text) => /\bapp:\s*:([a-z0-9_]+)/.exec(text)?.[1],
  'pubspec.yaml': (text) => /^name:\s*["']?([A-Za-z0-9_]+)/m.exec(text)?.[1],
  'Package.swift': (text) => /\bPackage\(\s*name:\s*"([^"]+)"/.exec(text)?.[1],
  'shard.yml': (text) => /^name:\s*(\S+)/m.exec(text)?.[1],
}

function jsonName(text: string): string | undefined {
  try {
    const name: unknown = JSON.parse(text)?.name
    return typeof name === 'string' ? name : undefined
  } catch {
    return undefined
  }
}

function tomlName(text: string, tables: readonly string[]): string | undefined {
  let table = ''
  for (const line of text.split('\n')) {
    table = /^\s*\[\s*([^\]]+?)\s*\]/.exec(line)?.[1] ?? table
    const name = /^\s*name\s*=\s*["']([^"']+)["']/.exec(line)?.[1]
    if (name && tables.includes(table)) return name
  }
  return undefined
}

function mavenName(text: string): string | undefined {
  const own = text
    .replace(/<!--[\s\S]*?-->/g, '')
    .replace(/<(parent|dependencies|dependencyManagement|build|profiles|reporting)>[\s\S]*?<\/\1>/g, '')
  return /<artifactId>\s*([^<\s]+)\s*<\/artifactId>/.exec(own)?.[1]
}

function gradleName(text: string): string | undefined {
  return /rootProject\.name\s*=\s*["']([^"']+)["']/.exec(text)?.[1]
}
