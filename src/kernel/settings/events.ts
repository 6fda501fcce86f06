import { z } from 'zod'
import { defineEvents } from '#kernel/events.ts'

const payload = z.object({ name: z.string() })

export const events = defineEvents('settings', {
  changed: { summary: 'A setting has a new value', payload, guard: 'settings.list' },
  secret_changed: { summary: 'A secret was kept, replaced or removed', payload, guard: 'settings.listSecrets' },
})
