import { excerpt, numberedLines } from '../excerpt.ts'
import type { PartialReading, Signal, SourceFile } from '../signal.ts'
import { parseImage } from './image.ts'

const inputs: Record<string, string> = {
  'node-version': 'node',
  'python-version': 'python',
  'go-version': 'go',
  'java-version': 'java',
  'ruby-version': 'ruby',
  'php-version': 'php',
  'dotnet-version': 'dotnet',
  'elixir-version': 'elixir',
  'deno-version': 'deno',
  'bun-version': 'bun',
  'flutter-version': 'flutter',
}

/** A workflow of any build service, read by line: actions, images, and the versions of tools. What runs there is `dev`. */
export function readPipeline(file: SourceFile): PartialReading {
  const signals = numberedLines(file.text).flatMap(({ line, text }): Signal[] => {
    if (/^\s*#/.test(text)) return []
    const place = { file: file.file, line, text: excerpt(text) }
    const action = /^\s*(?:-\s+)?uses:\s*["']?([\w.-]+\/[\w./-]+)@/.exec(text)?.[1]
    if (action) return [{ source: 'action', name: action, version: null, scope: 'dev', ...place }]
    const reference =
      /^\s*(?:-\s+)?(?:image|container|name):\s*["']?([\w.-]+(?:\/[\w.-]+)*:[\w.${}-]+)["']?\s*$/.exec(text)?.[1] ??
      /^\s*(?:-\s+)?image:\s*["']?([\w./-]+)["']?\s*$/.exec(text)?.[1]
    const image = reference ? parseImage(reference) : undefined
    if (image) return [{ source: 'image', ...image, scope: 'dev', ...place }]
    const [, input, version] = /^\s*([a-z]+-version):\s*["']?([\d.]+(?:x)?)["']?\s*$/.exec(text) ?? []
    const tool = input ? inputs[input] : undefined
    return tool && version ? [{ source: 'tool', name: tool, version: version.replace(/\.x$/, ''), scope: 'dev', ...place }] : []
  })
  return { signals }
}
