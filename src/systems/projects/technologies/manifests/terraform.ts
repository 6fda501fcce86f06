import { excerpt, numberedLines } from '../excerpt.ts'
import type { PartialReading, Signal, SourceFile } from '../signal.ts'

/** .tf: the providers it names, asks for, or uses by the first word of a resource (`aws_instance`). */
export function readTerraform(file: SourceFile): PartialReading {
  const signals = numberedLines(file.text).flatMap(({ line, text }): Signal[] => {
    const place = { file: file.file, line, text: excerpt(text) }
    const source = /^\s*source\s*=\s*"(?:registry\.(?:terraform|opentofu)\.[a-z]+\/)?[\w-]+\/([\w-]+)"\s*$/.exec(text)?.[1]
    const provider = source ?? /^\s*provider\s+"([\w-]+)"/.exec(text)?.[1]
    if (provider) return [{ source: 'terraform', name: provider, version: null, scope: 'runtime', ...place }]
    const resource = /^\s*(?:resource|data)\s+"([a-z0-9]+)_(\w+)"/.exec(text)
    if (!resource?.[1]) return []
    return [
      { source: 'terraform', name: resource[1], version: null, scope: 'runtime', ...place },
      { source: 'terraform', name: `${resource[1]}_${resource[2]}`, version: null, scope: 'runtime', ...place },
    ]
  })
  return { signals }
}
