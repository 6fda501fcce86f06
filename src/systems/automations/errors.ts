import { defineErrors } from '#kernel/errors.ts'

export const errors = defineErrors('automations', {
  not_found: { status: 404, title: 'There is no such automation, or you may not see it.' },
  version_not_found: { status: 404, title: 'The automation has no version of that number.' },
  text_refused: { status: 422, title: 'The text has mistakes; the list of problems says where.' },
  name_taken: { status: 409, title: 'Another automation has that name; choose another one.' },
  author_unknown: { status: 422, title: 'Only a person, or what acts for one, can save an automation: it runs with their rights.' },
  right_missing: { status: 403, title: 'The automation calls operations that you may not call yourself.' },
  author_gone: { status: 409, title: 'Whoever the automation acts for may not act any more; save it again to act for it yourself.' },
  input_too_large: { status: 413, title: 'The input of a run has at most 256 KiB; store it elsewhere and give where it is.' },
  run_not_found: { status: 404, title: 'There is no such run, or you may not see it.' },
  task_not_found: { status: 404, title: 'The run has no such task, or did not get to it.' },
  run_ended: { status: 409, title: 'The run has ended already.' },
  run_not_paused: { status: 409, title: 'Only a run that is paused or that failed can be resumed.' },
  input_refused: { status: 422, title: 'The input does not fit the form of the automation.' },
  secret_unknown: { status: 404, title: 'There is no such secret in the vault; keep it there first.' },
})
