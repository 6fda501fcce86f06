import { catalogue } from '../words.ts'

export const word = catalogue('runs', {
  starting: 'Starting',
  waiting: 'Waiting',
  running: 'Running',
  done: 'Done',
  failed: 'Failed',
  cancelled: 'Cancelled',
})
