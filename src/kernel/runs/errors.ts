import { defineErrors } from '#kernel/errors.ts'

export const errors = defineErrors('runs', {
  not_found: { status: 404, title: 'There is no such run, or you may not see it.' },
  already_ended: { status: 409, title: 'This run has ended already.' },
  not_resumable: { status: 409, title: 'Only failed and cancelled runs can be resumed.' },
})
