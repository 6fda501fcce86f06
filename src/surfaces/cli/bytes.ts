import { createReadStream, createWriteStream, existsSync } from 'node:fs'
import type { IncomingMessage } from 'node:http'
import { basename } from 'node:path'
import { pipeline } from 'node:stream/promises'
import type { Options } from './arguments.ts'
import { commandOf, type CatalogueEntry } from './catalogue-entry.ts'
import type { Request } from './client.ts'
import { usage } from './exit-code.ts'

/** What of a request carries a file: the one to send, or what to do with the one that is answered. */
export function bytesOf(entry: CatalogueEntry, options: Options): Pick<Request, 'stream' | 'save'> {
  if (entry.bytes === 'in' && options.file !== null) return { stream: open(options.file) }
  return entry.bytes === 'out' ? { save: (response) => save(entry, response, options.output) } : {}
}

/** A file is known by its own name where the operation has a name and nobody gave another. */
export function withFileName(entry: CatalogueEntry, input: Readonly<Record<string, unknown>>, { file }: Options): Record<string, unknown> {
  const properties = (entry.input['properties'] ?? {}) as Record<string, unknown>
  const isNamed = input['name'] !== undefined || file === null || file === '-' || !('name' in properties)
  return isNamed ? { ...input } : { ...input, name: basename(file) }
}

function open(path: string): NodeJS.ReadStream | ReturnType<typeof createReadStream> {
  if (path === '-') return process.stdin
  if (!existsSync(path)) throw usage(`There is no file ${path}.`)
  return createReadStream(path)
}

/** Null when the bytes went to standard output. Never over a file that is there already, unless the path was given. */
async function save(entry: CatalogueEntry, response: IncomingMessage, output: string | null): Promise<unknown> {
  const toStandardOutput = output === '-' || (output === null && !process.stdout.isTTY)
  if (toStandardOutput) {
    await pipeline(response, process.stdout, { end: false })
    return null
  }
  const path = output ?? nameIn(response.headers['content-disposition'])
  if (output === null && existsSync(path)) throw usage(`${path} is there already; say where to: ${commandOf(entry)} … --output <path>`)
  await pipeline(response, createWriteStream(path))
  return { saved: path, bytes: Number(response.headers['content-length']) }
}

function nameIn(disposition: string | undefined): string {
  const encoded = /filename\*=UTF-8''([^;]+)/.exec(disposition ?? '')?.[1]
  return basename(encoded ? decodeURIComponent(encoded) : 'download') || 'download'
}
