import { defineErrors } from '#kernel/errors.ts'

export const errors = defineErrors('automations', {
  not_found: { status: 404, title: 'There is no such automation, or you may not see it.' },
  version_not_found: { status: 404, title: 'The automation has no version of that number.' },
  text_refused: { status: 422, title: 'The text has mistakes; the list of problems says where.' },
  name_taken: { status: 409, title: 'Another automation has that name; choose another one.' },
  author_unknown: { status: 422, title: 'Only a person, or what acts for one, can save an automation: it runs with their rights.' },
  right_missing: { status: 403, title: 'The automation calls operations that you may not call yourself.' },
  trigger_not_found: { status: 404, title: 'There is no such trigger, or you may not see it.' },
  webhook_not_found: { status: 404, title: 'There is no such webhook, or you may not see it.' },
  webhook_refused: { status: 422, title: 'That cannot be done with this webhook.' },
  delivery_not_found: { status: 404, title: 'There is no such delivery, or it is not kept any more.' },
  approval_not_found: { status: 404, title: 'There is no such approval, or you may not see it.' },
  approval_not_a_person: {
    status: 403,
    title: 'Only a person answers, on the web or the command line; agents, keys and automations do not.',
  },
  approval_not_asked: { status: 403, title: 'You are not among those who are asked.' },
  approval_answered: { status: 409, title: 'You have answered this already; an answer is not taken back.' },
  approval_closed: { status: 409, title: 'It is too late to answer this.' },
  state_changed: { status: 409, title: 'The value is not at that version any more; read it again.' },
  state_too_large: { status: 422, title: 'That is more than automations may keep here.' },
  template_not_found: { status: 404, title: 'There is no template of that id; see listTemplates.' },
  folder_refused: { status: 422, title: 'The folder of the project cannot be used for automations.' },
})
