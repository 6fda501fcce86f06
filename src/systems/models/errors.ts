import { defineErrors } from '#kernel/errors.ts'

export const errors = defineErrors('models', {
  no_provider: { status: 409, title: 'There is no such model that can be asked; add a provider with a key, and switch the model on.' },
})
