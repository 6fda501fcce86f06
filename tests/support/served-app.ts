import { after } from 'node:test'
import { z } from 'zod'
import { declare, defineContract, listInput, listOutput, nothing, started } from '#kernel/contract.ts'
import { operation } from '#kernel/operation.ts'
import { kernelSystems } from '#kernel/systems.ts'
import { defineSystem } from '#kernel/system.ts'
import { writeCliFile } from '#surfaces/cli/cli-file.ts'
import { createHttpServer } from '#surfaces/http/server.ts'
import { addMcp } from '#surfaces/mcp/mcp-surface.ts'
import { addMetrics } from '#surfaces/metrics/metrics-surface.ts'
import { localToken } from '#systems/identity/public.ts'
import { identity } from '#systems/identity/system.ts'
import { startApp, type TestApp } from '#tests/support/app.ts'
import { signUp, type SignedIn } from '#tests/support/people.ts'
import { brittle, echo, patient } from '#tests/support/workflows.ts'

const contract = defineContract('probe', {
  list: declare({
    summary: 'List what was put in',
    http: ['GET', '/'],
    permission: 'probe:read',
    project: 'none',
    effect: 'read',
    input: listInput(['name'], { big: z.boolean().optional() }),
    output: listOutput(z.object({ slug: z.string(), state: z.string(), note: z.string().nullable() })),
  }),
  put: declare({
    summary: 'Put something in',
    http: ['PUT', '/:name'],
    permission: 'probe:write',
    project: 'none',
    effect: 'write',
    input: z.object({
      name: z.string().max(60),
      note: z.string().max(5000).nullable().optional(),
      tags: z.array(z.string()).max(3).default([]),
      loud: z.boolean().default(true),
    }),
    output: z.object({ name: z.string(), note: z.string().nullable(), tags: z.array(z.string()), loud: z.boolean() }),
  }),
  wipe: declare({
    summary: 'Wipe something for good',
    http: ['DELETE', '/:name'],
    permission: 'probe:write',
    project: 'none',
    effect: 'danger',
    input: z.object({ name: z.string().max(60) }),
    output: nothing,
  }),
  work: declare({
    summary: 'Do something that takes long',
    http: ['POST', '/work'],
    permission: 'probe:write',
    project: 'none',
    effect: 'write',
    input: z.object({ kind: z.enum(['echo', 'patient', 'brittle']).default('echo') }),
    output: started,
  }),
  old: declare({
    summary: 'Do nothing in the old way',
    http: ['GET', '/old'],
    permission: 'probe:read',
    project: 'none',
    effect: 'read',
    input: z.object({}),
    output: nothing,
    deprecated: { since: '2026-01-02', use: 'probe.list' },
  }),
})

const names = ['amber', 'birch', 'coral']

const probe = defineSystem({
  id: 'probe',
  summary: 'Operations for tests of surfaces',
  needs: [],
  contract,
  workflows: [echo, patient, brittle],
  operations: [
    operation(contract.list, async (_ctx, input) => {
      const from = input.cursor === undefined ? 0 : Number(input.cursor)
      const note = input.big ? 'long '.repeat(6000) : null
      const items = names.slice(from, from + input.limit).map((slug) => ({ slug, state: 'done', note }))
      const next = from + input.limit
      return { items, next: next < names.length ? String(next) : null }
    }),
    operation(contract.put, async (_ctx, { name, note = null, tags, loud }) => ({ name, note, tags, loud })),
    operation(contract.wipe, async () => ({})),
    operation(contract.work, async (ctx, { kind }) => {
      if (kind === 'echo') return { run: await ctx.start(echo, { text: 'heard' }, { title: 'Echo' }) }
      return { run: await ctx.start(kind === 'patient' ? patient : brittle, {}, { title: 'Patience' }) }
    }),
    operation(contract.old, async () => ({})),
  ],
})

export interface ServedApp extends TestApp {
  readonly address: string
  readonly owner: SignedIn['actor']
  /** Bearer token of the owner on this machine, as cli.json has it. */
  readonly token: string
}

/** An app with identity and the operations above, on a port of its own, with MCP and metrics and a cli.json. */
export async function serveApp(): Promise<ServedApp> {
  const systems = [identity, probe]
  const app = await startApp({ systems })
  const http = await createHttpServer({
    kernel: app.kernel,
    systems: [...kernelSystems, ...systems],
    web: '/nonexistent',
    plugins: [addMcp, addMetrics],
  })
  const address = (await http.listen({ host: '127.0.0.1', port: 0 })).replace('127.0.0.1', 'localhost')
  writeCliFile(app.home, { address, token: localToken, pid: process.pid })
  after(() => http.close())
  const { actor } = await signUp(app)
  return { ...app, address, owner: actor, token: localToken }
}
