import { z } from 'zod'
import { defineEvents } from '#kernel/events.ts'

const payload = z.object({ hash: z.string() })

export const events = defineEvents('files', {
  kept: { summary: 'A file was kept', payload, guard: 'files.list' },
  removed: { summary: 'A file was removed for good', payload, guard: 'files.list' },
})
