import { defineErrors } from '#kernel/errors.ts'

export const errors = defineErrors('operations', {
  not_found: { status: 404, title: 'There is no operation of that name; GET /api/v1/operations lists them.' },
})
