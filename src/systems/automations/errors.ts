import { defineErrors } from '#kernel/errors.ts'

export const errors = defineErrors('automations', {
  not_found: { status: 404, title: 'There is no such automation, or you may not see it.' },
  version_not_found: { status: 404, title: 'The automation has no version of that number.' },
  text_refused: { status: 422, title: 'The text has mistakes; the list of problems says where.' },
  name_taken: { status: 409, title: 'Another automation has that name; choose another one.' },
  author_unknown: { status: 422, title: 'Only a person, or what acts for one, can save an automation: it runs with their rights.' },
  right_missing: { status: 403, title: 'The automation calls operations that you may not call yourself.' },
})
