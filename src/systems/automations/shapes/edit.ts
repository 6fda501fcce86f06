import { z } from 'zod'

const step = z.string().min(1).max(200).describe('Id of the step')

/** A change that the canvas makes to a text. */
export const textEdit = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('add'),
    step: z.record(z.string(), z.json()).describe('The step as it would be written'),
    after: step.optional().describe('The step to stand behind; at the end without it'),
    inside: step.optional().describe('The group or race to stand in'),
  }),
  z.object({ kind: z.literal('delete'), id: step }),
  z.object({ kind: z.literal('rename'), id: step, to: step }),
  z.object({ kind: z.literal('connect'), from: step, to: step }).describe('Lets the second wait for the first'),
  z.object({ kind: z.literal('disconnect'), from: step, to: step }),
  z.object({
    kind: z.literal('change'),
    id: step,
    path: z
      .array(z.union([z.string().max(200), z.number().int()]))
      .min(1)
      .max(20)
      .describe('Which part of the step: ["with", "url"]'),
    value: z.json().optional().describe('The part is removed without it'),
  }),
])

export type TextEdit = z.output<typeof textEdit>
