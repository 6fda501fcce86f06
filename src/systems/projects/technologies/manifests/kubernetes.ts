import { excerpt, numberedLines } from '../excerpt.ts'
import type { PartialReading, Signal, SourceFile } from '../signal.ts'
import { parseImage } from './image.ts'

/** True for the text of a Kubernetes object, template or not: both keys stand at the start of a line. */
export function isKubernetes(text: string): boolean {
  return /^apiVersion:\s*\S/m.test(text) && /^kind:\s*\S/m.test(text)
}

/** Kinds and images of Kubernetes objects, read by line: templates of charts are no valid YAML. */
export function readKubernetes(file: SourceFile): PartialReading {
  const signals = numberedLines(file.text).flatMap(({ line, text }): Signal[] => {
    const place = { file: file.file, line, text: excerpt(text) }
    const kind = /^kind:\s*["']?(\w+)/.exec(text)?.[1]
    if (kind) return [{ source: 'setting', name: `kubernetes:${kind}`, version: null, scope: 'runtime', ...place }]
    const group = /^apiVersion:\s*["']?([\w.-]+)\//.exec(text)?.[1]
    if (group) return [{ source: 'setting', name: `api:${group}`, version: null, scope: 'runtime', ...place }]
    const reference = /^\s*(?:-\s+)?image:\s*["']?([^\s"'#{}]+)/.exec(text)?.[1]
    const image = reference ? parseImage(reference) : undefined
    return image ? [{ source: 'image', ...image, scope: 'runtime', ...place }] : []
  })
  return { signals }
}

/** Chart.yaml: the charts it builds on. */
export function readChart(file: SourceFile): PartialReading {
  const lines = numberedLines(file.text)
  const start = lines.findIndex(({ text }) => /^dependencies\s*:/.test(text))
  const signals = (start < 0 ? [] : lines.slice(start + 1)).flatMap(({ line, text }): Signal[] => {
    const name = /^\s*(?:-\s+)?name:\s*["']?([\w-]+)/.exec(text)?.[1]
    return name ? [{ source: 'chart', name, version: null, scope: 'runtime', file: file.file, line, text: excerpt(text) }] : []
  })
  return { signals }
}
