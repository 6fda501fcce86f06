import { defineErrors } from '#kernel/errors.ts'

export const errors = defineErrors('settings', {
  secret_not_found: { status: 404, title: 'There is no secret of that name.' },
})
