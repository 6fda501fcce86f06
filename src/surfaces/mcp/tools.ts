import type { Tool } from '@modelcontextprotocol/server'
import type { Described } from './find-operations.ts'
import { pinnedOperations } from './pinned-tools.ts'

/** `projects.findDependency` is the tool projects_findDependency, as `optimus explain` says. */
export function toolName(operation: string): string {
  return operation.replace('.', '_')
}

/** The pinned tools among what the caller may call, and the two that lead to everything else. */
export function toolList(operations: readonly Described[]): Tool[] {
  const pinned = pinnedOperations.flatMap((id) => operations.filter((one) => one.id === id))
  return [...pinned.map(toolOf), findTool, callTool]
}

function toolOf(one: Described): Tool {
  const ending = one.deprecated ? ` Deprecated since ${one.deprecated.since.slice(0, 10)}; use ${one.deprecated.use}.` : ''
  return {
    name: toolName(one.id),
    title: one.summary,
    description: `${one.summary}.${one.description ? ` ${one.description}` : ''}${ending}`,
    inputSchema: { ...one.input, type: 'object' },
    annotations: annotationsOf(one.effect),
  }
}

function annotationsOf(effect: Described['effect']): NonNullable<Tool['annotations']> {
  const isRead = effect === 'read'
  return { readOnlyHint: isRead, destructiveHint: effect === 'danger', idempotentHint: isRead, openWorldHint: false }
}

const findTool: Tool = {
  name: 'find_operations',
  title: 'Find operations of Optimus by words',
  description:
    'Finds what Optimus can do: words lead to ids, summaries and effects (read, write, danger; a danger needs a person’s approval). ' +
    'Ask again with ids to get the JSON Schema of their input, then use call_operation.',
  inputSchema: {
    type: 'object',
    properties: {
      words: { type: 'string', description: 'What it is about, such as "restart a command"; empty lists everything' },
      system: { type: 'string', description: 'Only of this system, such as projects' },
      effect: { type: 'string', enum: ['read', 'write', 'danger'] },
      ids: { type: 'array', items: { type: 'string' }, maxItems: 20, description: 'Ids whose input schemas are wanted' },
    },
    additionalProperties: false,
  },
  annotations: annotationsOf('read'),
}

const callTool: Tool = {
  name: 'call_operation',
  title: 'Call any operation of Optimus',
  description:
    'Calls an operation that find_operations found. A dangerous one answers with an approval first; call again with its id once a person allowed it.',
  inputSchema: {
    type: 'object',
    properties: {
      operation: { type: 'string', description: 'Id, such as projects.scan' },
      input: { type: 'object', description: 'Input as the operation’s schema wants it', additionalProperties: true },
      approval: { type: 'string', description: 'Id of an approval that a person gave for exactly this input' },
      reason: { type: 'string', description: 'Why, for the person who has to allow something dangerous' },
      idempotencyKey: { type: 'string', description: 'Repeating a write with the same key answers as the first time' },
    },
    required: ['operation'],
    additionalProperties: false,
  },
  annotations: annotationsOf('danger'),
}
