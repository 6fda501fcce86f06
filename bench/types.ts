import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import type { Ratio } from './ratio.ts'

const root = dirname(import.meta.dirname)
const systems = 10
const operationsEach = 20

/** CPU time of the type check of 200 operations against that of their schemas alone, in the same run. */
export async function typeRatios(): Promise<Ratio[]> {
  const folder = mkdtempSync(join(tmpdir(), 'optimus-bench-types-'))
  try {
    symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'))
    symlinkSync(join(root, 'src'), join(folder, 'src'))
    const imports = { '#kernel/*': './src/kernel/*' }
    writeFileSync(join(folder, 'package.json'), JSON.stringify({ name: 'types', type: 'module', imports }))
    for (let system = 0; system < systems; system += 1) writeSystem(folder, `s${system}`)
    const [limit, ours] = [join(folder, 'schemas'), join(folder, 'operations')]
    const rounds: { limit: number; ours: number }[] = []
    for (let round = 0; round < 3; round += 1) rounds.push({ limit: await checkTypes(limit), ours: await checkTypes(ours) })
    const least = (side: 'limit' | 'ours') => Math.min(...rounds.map((round) => round[side]))
    const name = `type check of ${systems * operationsEach} operations, of their schemas alone`
    return [{ name, limit: least('limit'), ours: least('ours'), unit: 's', goal: 3 }]
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** The same schemas twice: alone, and as a contract with its operations and a call of each. */
function writeSystem(folder: string, name: string): void {
  const names = Array.from({ length: operationsEach }, (_, index) => `do${index}`)
  const config = {
    extends: join(root, 'tsconfig.json'),
    compilerOptions: { types: ['node'], typeRoots: [join(root, 'node_modules/@types')] },
    include: ['.'],
  }
  for (const side of ['schemas', 'operations']) write(folder, `${side}/tsconfig.json`, JSON.stringify(config))
  write(folder, `schemas/${name}.ts`, `import { z } from 'zod'\n${names.map(schemas).join('\n')}\n`)
  write(folder, `operations/${name}/schemas.ts`, `import { z } from 'zod'\n${names.map(schemas).join('\n')}\n`)
  write(folder, `operations/${name}/contract.ts`, contractText(name, names))
  for (const one of names) write(folder, `operations/${name}/operations/${one}.ts`, operationText(one))
  write(folder, `operations/${name}/callers.ts`, callersText(names))
}

function schemas(name: string, index: number): string {
  return `
export const ${name}Item = z.object({
  id: z.uuid(), name: z.string().trim().min(1).max(${100 + index}), note: z.string().max(2000).nullable(),
  state: z.enum(['draft', 'open', 'done', 'state${index}']), tags: z.array(z.string().max(40)).max(20),
  amount: z.object({ minor: z.number().int(), currency: z.string().length(3) }), at: z.iso.datetime({ offset: true }),
})
export const ${name}Input = z.object({
  project: z.string().min(1).max(200), name: z.string().min(1).max(100).optional(), limit: z.number().int().min(1).max(200).default(50),
  state: z.enum(['draft', 'open', 'done', 'state${index}']).optional(), tags: z.array(z.string()).default([]),
})
export const ${name}Output = z.object({ items: z.array(${name}Item), next: z.string().nullable() })
export type ${name}In = z.output<typeof ${name}Input>
export type ${name}Out = z.output<typeof ${name}Output>
export const ${name}Count = (input: ${name}In, output: ${name}Out): number => input.limit + output.items.length`
}

function contractText(system: string, names: readonly string[]): string {
  const lines = names.map(
    (name) => `  ${name}: declare({
    summary: 'Do it', http: ['POST', '/:project/${name}'], permission: '${system}:write', project: { input: 'project' }, effect: 'write',
    input: schemas.${name}Input, output: schemas.${name}Output,
  }),`,
  )
  return `import { declare, defineContract } from '#kernel/contract.ts'
import * as schemas from './schemas.ts'

export const contract = defineContract('${system}', {\n${lines.join('\n')}\n})\n`
}

function operationText(name: string): string {
  return `import { operation } from '#kernel/operation.ts'
import { contract } from '../contract.ts'

export const ${name} = operation(contract.${name}, async (ctx, input) => {
  const rows = await ctx.query<{ id: string; name: string; at: Date }>('SELECT 1', [input.project, input.limit])
  const items = rows.rows.map((row) => ({
    id: row.id, name: row.name, note: null, state: 'open' as const, tags: input.tags,
    amount: { minor: 1, currency: 'EUR' }, at: row.at.toISOString(),
  }))
  return { items, next: null }
})
`
}

function callersText(names: readonly string[]): string {
  const calls = names.map((name) => `  count += (await ctx.call(contract.${name}, { project: 'x' })).items.length`)
  return `import type { Ctx } from '#kernel/context.ts'
import { contract } from './contract.ts'

export async function callAll(ctx: Ctx): Promise<number> {
  let count = 0
${calls.join('\n')}
  return count
}
`
}

function write(folder: string, path: string, text: string): void {
  mkdirSync(dirname(join(folder, path)), { recursive: true })
  writeFileSync(join(folder, path), text)
}

/** Seconds of CPU of the compiler and all it starts, as the shell counts its children. */
async function checkTypes(folder: string): Promise<number> {
  const script = '"$0" "$1" -p . --noEmit --pretty false; code=$?; times; exit $code'
  const compiler = join(root, 'node_modules/typescript/bin/tsc')
  const child = spawn('bash', ['-c', script, process.execPath, compiler], { cwd: folder, stdio: ['ignore', 'pipe', 'inherit'] })
  let output = ''
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => (output += chunk))
  const [code] = (await once(child, 'close')) as [number]
  if (code !== 0) throw new Error(`The generated operations do not check:\n${output.slice(0, 2000)}`)
  const children = output.trim().split('\n').at(-1)!
  const times = [...children.matchAll(/(\d+)m([\d.]+)s/g)]
  return times.reduce((sum, [, minutes, seconds]) => sum + Number(minutes) * 60 + Number(seconds), 0)
}
