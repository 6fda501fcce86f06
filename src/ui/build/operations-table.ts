import { glob } from 'node:fs/promises'
import { resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Plugin } from 'vite'
import type { OperationAddress } from '../client/address.ts'

const virtualId = 'virtual:operations'
const resolvedId = `\0${virtualId}`

/**
 * Serves `virtual:operations`: for each operation id its method, path and effect. The contracts are run here, at build
 * time, so that neither they nor their schemas enter the browser.
 */
export function operationsTable(sources: string): Plugin {
  return {
    name: 'optimus:operations-table',
    resolveId: (id) => (id === virtualId ? resolvedId : null),
    async load(id) {
      if (id !== resolvedId) return null
      const files = await contractFiles(sources)
      for (const file of files) this.addWatchFile(file)
      return `export const operations = ${JSON.stringify(await readTable(files))}`
    },
  }
}

async function contractFiles(sources: string): Promise<string[]> {
  const found: string[] = []
  for await (const file of glob(['systems/*/contract.ts', 'kernel/*/contract.ts'], { cwd: sources })) found.push(file)
  return found.sort().map((file) => resolve(sources, file))
}

async function readTable(files: readonly string[]): Promise<Record<string, OperationAddress>> {
  const table: Record<string, OperationAddress> = {}
  for (const file of files) {
    const exported: Record<string, unknown> = await import(pathToFileURL(file).href)
    for (const value of Object.values(exported)) Object.assign(table, addressesIn(value))
  }
  return table
}

function addressesIn(candidate: unknown): Record<string, OperationAddress> {
  if (typeof candidate !== 'object' || candidate === null) return {}
  const declared = Object.values(candidate).filter(isOperation)
  return Object.fromEntries(declared.map((operation) => [operation.id, [...operation.http, operation.effect]]))
}

interface Declared {
  readonly id: string
  readonly http: readonly [OperationAddress[0], string]
  readonly effect: OperationAddress[2]
}

function isOperation(value: unknown): value is Declared {
  return typeof value === 'object' && value !== null && 'id' in value && 'http' in value && 'effect' in value
}
