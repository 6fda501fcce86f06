import { defineErrors } from '#kernel/errors.ts'

/** The first twelve are how a call fails: `ModelFailure` in `completion.ts`. */
export const errors = defineErrors('models', {
  no_provider: { status: 409, title: 'There is no such model that can be asked; add a provider with a key, and switch the model on.' },
  price_unknown: { status: 409, title: 'A budget applies and the price of the model is unknown; enter its price, or remove the budget.' },
  budget_exceeded: { status: 402, title: 'The budget does not allow this call; raise it, or wait for its next period.' },
  rate_limited: { status: 429, title: 'The provider takes no more calls right now; ask again later.' },
  refused_secret: { status: 422, title: 'The question holds a secret and was not sent; take it out first.' },
  circuit_open: { status: 503, title: 'The provider failed several times in a row and is left alone for a moment.' },
  too_long: { status: 422, title: 'The question is longer than the model takes; cut it, or choose a model with a larger window.' },
  timeout: { status: 504, title: 'The provider did not answer in time.' },
  bad_output: { status: 502, title: 'The answer does not have the form that was asked for, even after one repair.' },
  provider_refused: { status: 502, title: 'The provider refuses the call; its words say why.' },
  provider_failed: { status: 502, title: 'The provider failed or cannot be reached; ask again later.' },
  possibly_paid: { status: 409, title: 'This was asked twice already without a known end; it is not asked a third time. Use a new key.' },
  from_environment: { status: 409, title: 'This provider comes from the environment; pause it, or take its variable away.' },
  bad_address: { status: 400, title: 'That cannot be the address of a provider.' },
  key_needed: { status: 400, title: 'A provider of this kind needs a key.' },
  bad_budget: { status: 400, title: 'That scope and that period do not belong together.' },
})
