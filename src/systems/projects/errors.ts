import { defineErrors } from '#kernel/errors.ts'

export const errors = defineErrors('projects', {
  still_there: { status: 409, title: 'The folder is still there; only projects whose folder is gone can be forgotten.' },
  not_scanned: { status: 409, title: 'This project was found but not read yet; wait for the scan.' },
  command_not_found: { status: 404, title: 'The project has no such command; see its list of commands.' },
  command_not_running: { status: 409, title: 'That command does not run.' },
  no_process_here: { status: 409, title: 'Its process is not known yet, or it never had one; try again in a moment, or start it instead.' },
  already_running: { status: 409, title: 'That command runs already; stop it first, or restart it.' },
  port_taken: { status: 409, title: 'The port is taken.' },
  start_failed: { status: 422, title: 'The command ended at once; its log says why.' },
  process_not_found: { status: 404, title: 'There is no such process of this project any more.' },
  not_on_this_host: { status: 409, title: 'That project lies on another host; ask a node there.' },
  bad_range: { status: 400, title: 'The version is not one that this kind of package understands.' },
  no_editor: { status: 422, title: 'No editor is configured; set projects.editor, such as code or nvim.' },
  not_a_repository: { status: 409, title: 'The project is not a git repository.' },
})
