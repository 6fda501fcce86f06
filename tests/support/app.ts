import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after } from 'node:test'
import type { Actor, Grant } from '#kernel/actor.ts'
import { program } from '#kernel/actor.ts'
import { startKernel, type RunningKernel } from '#kernel/build.ts'
import type { Answer } from '#kernel/call.ts'
import type { Clock } from '#kernel/clock.ts'
import { readConfig } from '#kernel/config.ts'
import type { CallInput, Operation, OutputOf } from '#kernel/contract.ts'
import { Problem } from '#kernel/errors.ts'
import { newId } from '#kernel/ids.ts'
import { createLog, type Log } from '#kernel/log.ts'
import type { System } from '#kernel/system.ts'
import { kernelSystems } from '#kernel/systems.ts'
import { createDatabase } from '#tests/support/postgres.ts'

/** A kernel on a database of its own, for the tests of one file. It ends with the file. */
export interface TestApp {
  readonly kernel: RunningKernel
  readonly home: string
  readonly owner: Actor
  /** Calls as the owner, confirmed; answers the output. */
  call<D extends Operation>(operation: D, input: CallInput<D>, how?: How): Promise<OutputOf<D>>
  /** The whole answer, with its status. */
  answer(operation: Operation, input: unknown, how?: How): Promise<Answer>
  /** The code of the problem that the call ends with. */
  refused(operation: Operation, input: unknown, how?: How): Promise<string>
  rows<R extends object = Record<string, unknown>>(statement: string, values?: readonly unknown[]): Promise<R[]>
  /** Names and payloads of the events told since the last question; of one system, because runs end in their own time. */
  news(system?: string): Promise<{ name: string; payload: Record<string, unknown> }[]>
  /** `operation outcome` of the audit rows since the last question. */
  audit(): Promise<string[]>
}

export interface How {
  readonly as?: Actor
  readonly confirmed?: boolean
  readonly approval?: string
  readonly idempotencyKey?: string
  readonly ifMatch?: number
  readonly surface?: 'http' | 'mcp' | 'cli'
  readonly cookies?: string[]
  /** The Cookie header that comes along. */
  readonly cookie?: string
}

export interface AppOptions {
  readonly systems?: readonly System[]
  readonly roots?: readonly string[]
  readonly environment?: Record<string, string>
  readonly clock?: Clock
  readonly log?: Log
}

export async function startApp(options: AppOptions = {}): Promise<TestApp> {
  const home = mkdtempSync(join(tmpdir(), 'optimus-test-home-'))
  const connectionString = await createDatabase()
  const config = readConfig({
    OPTIMUS_HOME: home,
    OPTIMUS_PROJECTS: (options.roots ?? [join(home, 'projects')]).join(':'),
    OPTIMUS_CHECK_OUTPUTS: '1',
    ...options.environment,
  })
  const log = options.log ?? createLog(process.env['TEST_LOG'] ?? 'silent')
  const systems = [...kernelSystems, ...(options.systems ?? [])]
  const kernel = await startKernel({ config, log, connectionString, systems, clock: options.clock, onFenced: () => {} })
  after(async () => {
    await kernel.stop(1000)
    rmSync(home, { recursive: true, force: true })
  })
  return appOn(kernel, home)
}

/** Somebody with these rights and no others. */
export function somebody(grants: readonly Grant[] | readonly string[], name = 'Somebody'): Actor {
  const all = grants.map((grant): Grant => (typeof grant === 'string' ? { permission: grant, projects: 'all' } : grant))
  return { kind: 'person', id: newId(), person: newId(), name, grants: all, verifiedAt: new Date() }
}

/** An agent with the owner's rights: a person still has to allow what is dangerous. */
export function agent(name = 'Agent'): Actor {
  return { kind: 'agent', id: newId(), person: newId(), name, grants: [{ permission: '*', projects: 'all' }] }
}

function appOn(kernel: RunningKernel, home: string): TestApp {
  const owner: Actor = { ...program, kind: 'person', id: newId(), person: newId(), name: 'Owner', verifiedAt: new Date() }
  let newsFrom = new Date(0)
  let auditFrom = new Date(0)
  const answer = (operation: Operation, input: unknown, how: How = {}): Promise<Answer> =>
    kernel.execute({
      operation: operation.id,
      input,
      actor: how.as ?? owner,
      surface: how.surface ?? 'http',
      confirmed: how.confirmed ?? true,
      approval: how.approval ?? null,
      idempotencyKey: how.idempotencyKey ?? null,
      ifMatch: how.ifMatch ?? null,
      cookies: how.cookies,
      cookie: how.cookie,
      address: '127.0.0.1',
    })
  const rows: TestApp['rows'] = async (statement, values) => (await kernel.query<never>(statement, values)).rows
  return {
    kernel,
    home,
    owner,
    answer,
    rows,
    call: async (operation, input, how) => (await answer(operation, input, how)).output as never,
    async refused(operation, input, how) {
      try {
        await answer(operation, input, how)
      } catch (error) {
        if (error instanceof Problem) return error.code
        throw error
      }
      return 'done'
    },
    async news(system) {
      const found = await rows<{ name: string; payload: Record<string, unknown>; at: Date }>(
        "SELECT name, payload, at FROM kernel.outbox WHERE kind = 'event' AND at > $1 ORDER BY xid, id",
        [newsFrom],
      )
      newsFrom = found.at(-1)?.at ?? newsFrom
      return found.filter(({ name }) => !system || name.startsWith(`${system}.`)).map(({ name, payload }) => ({ name, payload }))
    },
    async audit() {
      const found = await rows<{ operation: string; outcome: string; at: Date }>(
        'SELECT operation, outcome, at FROM kernel.audit WHERE at > $1 ORDER BY at, id',
        [auditFrom],
      )
      auditFrom = found.at(-1)?.at ?? auditFrom
      return found.map(({ operation, outcome }) => `${operation} ${outcome}`)
    },
  }
}
