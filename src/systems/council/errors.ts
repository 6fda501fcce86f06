import { defineErrors } from '#kernel/errors.ts'

export const errors = defineErrors('council', {
  persona_exists: { status: 409, title: 'There is, or was, a mind with this id; choose another one.' },
  persona_built_in: { status: 409, title: 'This mind belongs to the council; switch it off instead of removing it.' },
})
