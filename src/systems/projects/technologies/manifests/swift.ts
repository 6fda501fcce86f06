import { excerpt, lineCounter, lineText, numberedLines } from '../excerpt.ts'
import { folderOfFile, type Link, type PartialReading, type Signal, type SourceFile } from '../signal.ts'
import { joinFolder } from './folder-path.ts'

/** Package.swift, read as text. Packages are named by their address: `github.com/vapor/vapor`. */
export function readSwiftPackage(file: SourceFile): PartialReading {
  const lineAt = lineCounter(file.text)
  const placeAt = (offset: number) => ({ file: file.file, line: lineAt(offset), text: lineText(file.text, lineAt(offset)) })
  const signals: Signal[] = []
  const links: Link[] = []
  const version = /^\/\/\s*swift-tools-version:\s*([\d.]+)/m.exec(file.text)
  if (version?.[1]) signals.push({ source: 'tool', name: 'swift', version: version[1], scope: 'runtime', ...placeAt(version.index) })
  for (const found of file.text.matchAll(/\.package\(([\s\S]*?)\)(?=\s*[,\]\n])/g)) {
    const place = placeAt(found.index)
    const url = /url:\s*"([^"]+)"/.exec(found[1] ?? '')?.[1]
    const told = /(?:from:|exact:|\.upToNextMajor\(from:|\.upToNextMinor\(from:)\s*"([^"]+)"/.exec(found[1] ?? '')?.[1]
    if (url) signals.push({ source: 'swift', name: address(url), version: told ?? null, scope: 'runtime', ...place })
    const path = /path:\s*"([^"]+)"/.exec(found[1] ?? '')?.[1]
    if (path) links.push({ folder: joinFolder(folderOfFile(file.file), path), ...place })
  }
  for (const found of file.text.matchAll(/\.(iOS|macOS|tvOS|watchOS|visionOS)\(/g)) {
    signals.push({ source: 'setting', name: `apple:${found[1]}`, version: null, scope: 'runtime', ...placeAt(found.index) })
  }
  return { signals, links }
}

/** An Xcode project: its remote packages and the system it is built for. */
export function readXcodeProject(file: SourceFile): PartialReading {
  const systems: Record<string, string> = { iphoneos: 'iOS', macosx: 'macOS', appletvos: 'tvOS', watchos: 'watchOS', xros: 'visionOS' }
  const signals = numberedLines(file.text).flatMap(({ line, text }): Signal[] => {
    const place = { file: file.file, line, text: excerpt(text) }
    const url = /repositoryURL\s*=\s*"([^"]+)"/.exec(text)?.[1]
    if (url) return [{ source: 'swift', name: address(url), version: null, scope: 'runtime', ...place }]
    const system = systems[/\bSDKROOT\s*=\s*(\w+)/.exec(text)?.[1] ?? '']
    if (system) return [{ source: 'setting', name: `apple:${system}`, version: null, scope: 'runtime', ...place }]
    const swift = /\bSWIFT_VERSION\s*=\s*([\d.]+)/.exec(text)?.[1]
    return swift ? [{ source: 'tool', name: 'swift', version: swift, scope: 'runtime', ...place }] : []
  })
  return { signals, links: readLocalPackages(file) }
}

function readLocalPackages(file: SourceFile): Link[] {
  // The project file lies in a bundle; paths in it are relative to the folder around the bundle.
  const top = folderOfFile(folderOfFile(file.file))
  return numberedLines(file.text).flatMap(({ line, text }) => {
    const path = /\brelativePath\s*=\s*"?([^";]+)"?;/.exec(text)?.[1]
    return path ? [{ folder: joinFolder(top, path), file: file.file, line, text: excerpt(text) }] : []
  })
}

export function readPodfile(file: SourceFile): PartialReading {
  const signals = numberedLines(file.text).flatMap(({ line, text }): Signal[] => {
    const [, name, version] = /^\s*pod\s+['"]([^'"]+)['"](?:\s*,\s*['"]([^'"]+)['"])?/.exec(text) ?? []
    const place = { file: file.file, line, text: excerpt(text) }
    if (name) return [{ source: 'swift', name: `pod:${name}`, version: version ?? null, scope: 'runtime', ...place }]
    const system = /^\s*platform\s+:(ios|osx|tvos)/.exec(text)?.[1]
    return system
      ? [
          {
            source: 'setting',
            name: `apple:${{ ios: 'iOS', osx: 'macOS', tvos: 'tvOS' }[system]}`,
            version: null,
            scope: 'runtime',
            ...place,
          },
        ]
      : []
  })
  return { signals }
}

function address(url: string): string {
  return url
    .replace(/^(?:https?|ssh|git):\/\/(?:[^@/]*@)?/, '')
    .replace(/^git@([^:]+):/, '$1/')
    .replace(/\.git$/, '')
    .toLowerCase()
}
