import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Operation } from '#kernel/contract.ts'
import { inputSchema, outputSchema } from '#kernel/json-schema.ts'
import { addressOf } from '#kernel/operations/describe.ts'
import { kernelErrors, type DeclaredError } from '#kernel/errors.ts'
import type { System } from '#kernel/system.ts'
import { allPaths, root } from './source-tree.ts'

/** Documents under docs/generated: path to text. They are written by `bin/check --write` and compared by a test. */
export async function catalogues(): Promise<Record<string, string>> {
  const systems = await loadSystems()
  return {
    'docs/generated/operations.md': operationsPage(systems),
    'docs/generated/events.md': eventsPage(systems),
    'docs/generated/errors.md': errorsPage(systems),
    'docs/generated/migrations.json': `${JSON.stringify(migrationChecksums(), null, 2)}\n`,
    'docs/generated/contract.json': `${JSON.stringify(contractShape(systems), null, 1)}\n`,
  }
}

/** The systems as the composition root lists them. */
async function loadSystems(): Promise<readonly System[]> {
  const { systems } = await import('../../src/server.ts')
  return systems
}

function operationsPage(systems: readonly System[]): string {
  const sections = systems.map((system) => {
    const rows = Object.values(system.contract).map(
      (one) => `| \`${one.id}\` | \`${one.http[0]} ${addressOf(one)}\` | ${one.effect} | \`${one.permission}\` | ${one.summary} |`,
    )
    return `## ${system.id}\n\n${system.summary}.\n\n| operation | address | effect | right | what it does |\n| --- | --- | --- | --- | --- |\n${rows.join('\n')}\n`
  })
  return `# Operations\n\nEach is also \`optimus <system> <operation>\` and the MCP tool \`<system>_<operation>\`. Written by \`bin/check --write\`.\n\n${sections.join('\n')}`
}

function eventsPage(systems: readonly System[]): string {
  const rows = systems.flatMap((system) =>
    Object.values(system.events ?? {}).map((event) => {
      const fields = Object.keys(event.payload.shape).join(', ')
      const listeners = systems.flatMap((other) =>
        (other.reactions ?? []).filter((one) => one.event.name === event.name).map((one) => `${other.id}.${one.name}`),
      )
      return `| \`${event.name}\` | ${event.summary} | ${fields} | ${listeners.join(', ')} |`
    }),
  )
  return `# Events\n\nWritten by \`bin/check --write\`.\n\n| event | news | payload | who reacts |\n| --- | --- | --- | --- |\n${rows.join('\n')}\n`
}

function errorsPage(systems: readonly System[]): string {
  const all: DeclaredError[] = [...Object.values(kernelErrors), ...systems.flatMap((system) => Object.values(system.errors ?? {}))]
  const rows = all.map((error) => `| <a id="${error.code}"></a>\`${error.code}\` | ${error.status} | ${error.title} |`)
  return `# Errors\n\nEvery problem document bears one of these codes. Written by \`bin/check --write\`.\n\n| code | status | what it says |\n| --- | --- | --- |\n${rows.join('\n')}\n`
}

function migrationChecksums(): Record<string, string> {
  const files = allPaths('src')
    .filter((path) => /\/migrations\/.*\.sql$/.test(path))
    .sort()
  return Object.fromEntries(
    files.map((path) => [
      path,
      createHash('sha256')
        .update(readFileSync(join(root, path)))
        .digest('hex'),
    ]),
  )
}

/** What outsiders rely on: addresses, fields, error codes. The next release is compared with it. */
function contractShape(systems: readonly System[]): unknown {
  const operations = systems.flatMap((system) => Object.values(system.contract)).map(shapeOf)
  const errors = [...Object.values(kernelErrors), ...systems.flatMap((system) => Object.values(system.errors ?? {}))].map((error) => [
    error.code,
    error.status,
  ])
  return { operations: Object.fromEntries(operations), errors: Object.fromEntries(errors) }
}

function shapeOf(one: Operation): [string, unknown] {
  const input = inputSchema(one.input)
  const output = outputSchema(one.output)
  return [
    one.id,
    { http: `${one.http[0]} ${addressOf(one)}`, required: input['required'] ?? [], input: fields(input), output: fields(output) },
  ]
}

function fields(schema: Record<string, unknown>): string[] {
  return Object.keys((schema['properties'] ?? {}) as object).sort()
}
