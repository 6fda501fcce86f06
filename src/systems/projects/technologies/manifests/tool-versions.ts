import { excerpt, numberedLines } from '../excerpt.ts'
import type { PartialReading, Signal, SourceFile } from '../signal.ts'

const single: Record<string, string> = {
  '.nvmrc': 'node',
  '.node-version': 'node',
  '.python-version': 'python',
  '.ruby-version': 'ruby',
  '.java-version': 'java',
  '.go-version': 'go',
  '.bun-version': 'bun',
  '.deno-version': 'deno',
  '.terraform-version': 'terraform',
  '.php-version': 'php',
  '.elixir-version': 'elixir',
  '.swift-version': 'swift',
  'rust-toolchain': 'rust',
  '.dvmrc': 'deno',
}

const names: Record<string, string> = {
  nodejs: 'node',
  golang: 'go',
  'dotnet-core': 'dotnet',
  'dotnet-sdk': 'dotnet',
  'java-jdk': 'java',
  rustc: 'rust',
}

/** True for a file whose one line is the version of one tool. */
export function isVersionFile(name: string): boolean {
  return Object.hasOwn(single, name)
}

export function readVersionFile(file: SourceFile): PartialReading {
  const name = single[file.file.slice(file.file.lastIndexOf('/') + 1)] ?? ''
  const first = numberedLines(file.text).find(({ text }) => text.trim() !== '' && !text.trim().startsWith('#'))
  if (!first) return {}
  const version = /(\d+(?:\.\d+)*)/.exec(first.text)?.[1] ?? null
  return { signals: [tool(name, version, { file: file.file, line: first.line, text: excerpt(first.text) })] }
}

/** .tool-versions: a tool and its version on each line. */
export function readToolVersions(file: SourceFile): PartialReading {
  return {
    signals: numberedLines(file.text).flatMap(({ line, text }) => {
      const [, name, version] = /^\s*([\w.-]+)\s+(\S+)/.exec(text) ?? []
      return name && !name.startsWith('#') ? [tool(name, plain(version ?? ''), { file: file.file, line, text: excerpt(text) })] : []
    }),
  }
}

/** mise.toml: the [tools] table. */
export function readMise(file: SourceFile): PartialReading {
  let table = ''
  return {
    signals: numberedLines(file.text).flatMap(({ line, text }) => {
      table = /^\s*\[([^\]]+)\]/.exec(text)?.[1] ?? table
      const [, name, version] = /^\s*"?(?:core:)?([\w.-]+)"?\s*=\s*\[?\s*\{?\s*(?:version\s*=\s*)?"([^"]+)"/.exec(text) ?? []
      return table === 'tools' && name ? [tool(name, plain(version ?? ''), { file: file.file, line, text: excerpt(text) })] : []
    }),
  }
}

/** rust-toolchain.toml, and runtime.txt of Heroku (`python-3.12.1`). */
export function readNamedVersion(file: SourceFile): PartialReading {
  return {
    signals: numberedLines(file.text).flatMap(({ line, text }) => {
      const place = { file: file.file, line, text: excerpt(text) }
      const channel = /^\s*channel\s*=\s*"([^"]+)"/.exec(text)?.[1]
      if (channel) return [tool('rust', plain(channel), place)]
      const [, name, version] = /^(python|ruby|node|java)-([\d.]+)/.exec(text) ?? []
      return name ? [tool(name, version ?? null, place)] : []
    }),
  }
}

function tool(name: string, version: string | null, place: { file: string; line: number; text: string }): Signal {
  return { source: 'tool', name: names[name] ?? name, version, scope: 'runtime', ...place }
}

function plain(version: string): string | null {
  return /^(?:[a-z]+-)?v?(\d[\w.-]*)/.exec(version)?.[1] ?? null
}
