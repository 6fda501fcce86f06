import { defineErrors } from '#kernel/errors.ts'

export const errors = defineErrors('council', {
  persona_exists: { status: 409, title: 'There is, or was, a mind with this id; choose another one.' },
  persona_built_in: { status: 409, title: 'This mind belongs to the council; switch it off instead of removing it.' },
  unknown_lens: { status: 400, title: 'There is no such evidence to read first; council.sources lists what there is.' },
  unknown_model: { status: 400, title: 'There is no such model that can be asked; models.list lists those that are switched on.' },
  wrong_review: { status: 400, title: 'A review lies ahead; name a moment that has not passed.' },
  wrong_options: { status: 400, title: 'The options do not fit this type of question.' },
  wrong_resolver: { status: 400, title: 'The outcome cannot be found that way.' },
  wrong_outcome: { status: 400, title: 'The outcome does not fit the question.' },
  wrong_ballot: { status: 400, title: 'The ballot does not fit the question.' },
  wrong_settings: { status: 400, title: 'There is no such setting.' },
  no_resolver: { status: 409, title: 'Nothing was set up to find this outcome; say what happened instead.' },
  still_deliberating: { status: 409, title: 'There is no answer yet; wait for it, or stop the deliberation.' },
  already_ended: { status: 409, title: 'The deliberation has ended.' },
  already_resolved: { status: 409, title: 'The outcome is known already; what was learned from it stays.' },
  no_vote: { status: 409, title: 'People do not vote on this question, or the vote has ended.' },
  already_invited: {
    status: 409,
    title: 'Somebody of this name has a link for this question; take it back first, or tell the names apart.',
  },
  already_voted: { status: 409, title: 'You have voted; the first ballot is sealed.' },
  wrong_invitation: { status: 404, title: 'This link was used, taken back, or has run out.' },
  evidence_hidden: { status: 403, title: 'This rests on evidence that you may not see.' },
})
