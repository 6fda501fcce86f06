import { z } from 'zod'
import { declare, defineContract, listInput, listOutput, moment, nothing } from '#kernel/contract.ts'

const hash = z
  .string()
  .regex(/^[0-9a-f]{64}$/, 'A file is named by the SHA-256 of its bytes in hexadecimal')
  .describe('SHA-256 of its bytes')

/** Base64 that still fits into a JSON body; longer files travel as bytes. */
const longestContent = 1_000_000

export const file = z
  .object({ hash, name: z.string(), mediaType: z.string(), size: z.number().int(), createdBy: z.string(), createdAt: moment })
  .meta({ id: 'File', title: 'A file that is kept, without its bytes' })

export const contract = defineContract('files', {
  list: declare({
    summary: 'List the files that are kept, the newest first',
    http: ['GET', '/'],
    permission: 'files:read',
    project: 'none',
    effect: 'read',
    input: listInput(['-createdAt'], { text: z.string().max(200).optional().describe('Only files whose name holds this') }),
    output: listOutput(file),
  }),
  get: declare({
    summary: 'Show what is known of a file',
    http: ['GET', '/:file'],
    permission: 'files:read',
    project: 'none',
    effect: 'read',
    input: z.object({ file: hash }),
    output: file,
  }),
  download: declare({
    summary: 'Download a file',
    description: 'Answers its bytes. Where only JSON fits, `content` holds them in base64, up to 256 KiB.',
    http: ['GET', '/:file/content'],
    permission: 'files:read',
    project: 'none',
    effect: 'read',
    bytes: 'out',
    input: z.object({ file: hash }),
    output: file.extend({ content: z.base64().nullable().describe('Null where the bytes were sent themselves') }),
  }),
  upload: declare({
    summary: 'Keep a file',
    description: 'Send its bytes as the body, up to 64 MiB. The same bytes are kept once, under the name they came with first.',
    http: ['POST', '/'],
    permission: 'files:write',
    project: 'none',
    effect: 'write',
    bytes: 'in',
    unmanaged: true,
    perMinute: 120,
    input: z.object({
      name: z.string().trim().min(1).max(200).default('Unnamed file').describe('What people know it by'),
      mediaType: z
        .string()
        .regex(/^[\w.+-]{1,60}\/[\w.+-]{1,60}$/, 'Such as application/pdf')
        .default('application/octet-stream'),
      content: z.base64().max(longestContent).optional().describe('The bytes in base64, where no body can come along'),
    }),
    output: file,
    secret: ['content'],
  }),
  remove: declare({
    summary: 'Remove a file for good',
    description: 'Whoever quotes its hash finds nothing there any more.',
    http: ['DELETE', '/:file'],
    permission: 'files:write',
    project: 'none',
    effect: 'danger',
    input: z.object({ file: hash }),
    output: nothing,
  }),
})
