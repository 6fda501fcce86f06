import { defineErrors } from '#kernel/errors.ts'

export const errors = defineErrors('identity', {
  wrong_credentials: { status: 401, title: 'The e-mail address or the password is wrong.' },
  already_set_up: { status: 409, title: 'This installation has an owner already; sign in instead.' },
  wrong_set_up_link: { status: 403, title: 'This set-up link is not valid; the console shows the current one.' },
  session_not_found: { status: 404, title: 'There is no such device, or it is signed out already.' },
  key_not_found: { status: 404, title: 'There is no such key, or it is revoked already.' },
  beyond_own_rights: { status: 403, title: 'Nobody can give rights that they do not have.' },
  person_not_found: { status: 404, title: 'There is nobody of this id.' },
  last_owner: { status: 409, title: 'This is the only owner; make somebody else an owner first.' },
  role_not_found: { status: 404, title: 'There is no such role.' },
  role_exists: { status: 409, title: 'There is a role of this id already.' },
  role_in_use: { status: 409, title: 'Somebody has this role or is invited to it; give them another one first.' },
  role_built_in: { status: 409, title: 'This role is built in: its permissions cannot be changed, nor can it be deleted.' },
  invitation_not_found: { status: 404, title: 'There is no such open invitation.' },
  wrong_invitation: { status: 403, title: 'This invitation is not valid: it was used, taken back, or has expired.' },
  already_member: { status: 409, title: 'Somebody with this e-mail address has an account already, or is invited.' },
  operation_not_found: { status: 404, title: 'There is no such operation.' },
})
