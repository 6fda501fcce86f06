import { defineErrors } from '#kernel/errors.ts'

export const errors = defineErrors('identity', {
  wrong_credentials: { status: 401, title: 'The e-mail address or the password is wrong.' },
  already_set_up: { status: 409, title: 'This installation has an owner already; sign in instead.' },
  wrong_set_up_link: { status: 403, title: 'This set-up link is not valid; the console shows the current one.' },
  session_not_found: { status: 404, title: 'There is no such device, or it is signed out already.' },
  key_not_found: { status: 404, title: 'There is no such key, or it is revoked already.' },
  beyond_own_rights: { status: 403, title: 'A key cannot have rights that you do not have.' },
})
