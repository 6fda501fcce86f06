import { defineErrors } from '#kernel/errors.ts'

export const errors = defineErrors('approvals', {
  not_found: { status: 404, title: 'There is no such approval, or you may not see it.' },
  not_open: { status: 409, title: 'This approval was decided already or has expired.' },
  not_a_person: { status: 403, title: 'Only a person can allow a dangerous call.' },
  not_dangerous: { status: 422, title: 'That operation needs no approval; call it.' },
})
