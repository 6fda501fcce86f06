import { defineErrors } from '#kernel/errors.ts'

export const errors = defineErrors('files', {
  not_found: { status: 404, title: 'There is no file of that hash; it was removed, or never kept here.' },
  too_large: { status: 413, title: 'A file may have 64 MiB at most.' },
  content_missing: { status: 400, title: 'Send the bytes of the file as the body, or in base64 as content.' },
  too_long_for_json: { status: 413, title: 'This file is too long for a JSON answer; download it over REST or with the command line.' },
})
