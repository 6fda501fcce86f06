import type { CallToolResult } from '@modelcontextprotocol/server'
import { z } from 'zod'
import { kernelErrors, Problem } from '#kernel/errors.ts'
import { callOperation, listOperations, type CallExtras, type Caller } from './caller.ts'
import { findOperations } from './find-operations.ts'
import { pinnedOperations } from './pinned-tools.ts'
import { answerProblem, answerWith } from './tool-result.ts'
import { toolName } from './tools.ts'

const mostFound = 20

const findInput = z.strictObject({
  words: z.string().max(300).default(''),
  system: z.string().max(60).optional(),
  effect: z.enum(['read', 'write', 'danger']).optional(),
  ids: z.array(z.string().max(100)).max(mostFound).optional(),
})

const callInput = z.strictObject({
  operation: z.string().max(100),
  input: z.record(z.string(), z.unknown()).default({}),
  approval: z.string().max(100).optional(),
  reason: z.string().max(1000).optional(),
  idempotencyKey: z
    .string()
    .regex(/^[\x21-\x7e]{1,200}$/, 'It must be 1 to 200 printable ASCII characters without spaces')
    .optional(),
})

/** Carries out one tool call. Whatever goes wrong is a result that says so. */
export async function callTool(caller: Caller, name: string, given: unknown): Promise<CallToolResult> {
  try {
    if (name === 'find_operations') return await find(caller, read(findInput, given))
    if (name === 'call_operation') {
      const { operation, input, ...extras } = read(callInput, given)
      return await call(caller, operation, input, extras)
    }
    const operation = pinnedOperations.find((id) => toolName(id) === name)
    if (!operation) throw new Problem(kernelErrors.not_found, `There is no tool ${name}; find_operations finds operations by words.`)
    return await call(caller, operation, given ?? {}, {})
  } catch (error) {
    if (error instanceof Problem) return answerProblem(error)
    caller.kernel.log.error({ err: error, tool: name }, 'a tool call broke outside of any operation')
    return answerProblem(new Problem(kernelErrors.internal))
  }
}

async function find(caller: Caller, search: z.output<typeof findInput>): Promise<CallToolResult> {
  const all = await listOperations(caller)
  const byId = search.ids ? all.filter((one) => search.ids!.includes(one.id)) : null
  const found = byId ?? findOperations(all, search, mostFound)
  const items = found.map(({ id, summary, effect, long, deprecated, description, input }) => ({
    id,
    summary,
    effect,
    ...(long ? { long } : {}),
    ...(deprecated ? { deprecated } : {}),
    ...(byId ? { description, input } : {}),
  }))
  const hint = byId || items.length === 0 ? [] : ['Ask again with ids for the schema of an input.']
  const none = items.length === 0 ? ['Nothing fits; try other words, or none for all.'] : []
  return answerWith({ items }, [...hint, ...none])
}

async function call(caller: Caller, operation: string, input: unknown, extras: CallExtras & { reason?: string }): Promise<CallToolResult> {
  const declared = caller.kernel.operations.get(operation)?.declaration
  const notes = declared?.deprecated
    ? [`${operation} is deprecated since ${declared.deprecated.since.slice(0, 10)}; use ${declared.deprecated.use}.`]
    : []
  try {
    const answer = await callOperation(caller, operation, input, extras)
    const run = answer.status === 202 ? (answer.output as { run?: string }).run : undefined
    const started = run ? [`The run ${run} was started; runs_get shows its progress and how it ends.`] : []
    return answerWith(answer.output, [...notes, ...started])
  } catch (error) {
    const asksPerson = error instanceof Problem && error.code === kernelErrors.approval_required.code && extras.approval === undefined
    if (!asksPerson) throw error
    return requestApproval(caller, operation, input, extras.reason)
  }
}

/** A person has to allow it: asks for that, and says how to call again. */
async function requestApproval(caller: Caller, operation: string, input: unknown, reason?: string): Promise<CallToolResult> {
  const answer = await callOperation(caller, 'approvals.request', { operation, input, ...(reason ? { reason } : {}) })
  const { id, expiresAt } = answer.output as { id: string; expiresAt: string }
  const page = `${caller.kernel.config.publicUrl}/approvals/${id}`
  const again = { tool: 'call_operation', arguments: { operation, input, approval: id } }
  return {
    isError: true,
    structuredContent: { code: kernelErrors.approval_required.code, approval: { id, page, expiresAt }, again },
    content: [
      {
        type: 'text',
        text:
          `${kernelErrors.approval_required.code}: Nothing was done yet. A person has to allow this at ${page} until ${expiresAt}. ` +
          `Then call again: ${JSON.stringify(again)}. approvals_get tells whether it was allowed.`,
      },
    ],
  }
}

function read<S extends z.ZodType>(schema: S, given: unknown): z.output<S> {
  const parsed = schema.safeParse(given ?? {})
  if (parsed.success) return parsed.data
  const errors = parsed.error.issues.map(describe)
  throw new Problem(kernelErrors.invalid_input, undefined, { errors })
}

function describe(issue: z.core.$ZodIssue): { path: string; message: string } {
  const path = issue.path.map(String).join('.')
  if (issue.code !== 'unrecognized_keys') return { path, message: issue.message }
  return { path: issue.keys.join(', '), message: 'is no argument of this tool; its schema names those it takes' }
}
