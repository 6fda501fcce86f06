import type { OperationInProgress, OperationKind } from './facts.ts'

/** Files in the git directory that show an unfinished operation; a value is the file's text, "" for folders. */
export const OPERATION_FILES = [
  'rebase-merge',
  'rebase-merge/head-name',
  'rebase-merge/msgnum',
  'rebase-merge/end',
  'rebase-apply',
  'rebase-apply/head-name',
  'rebase-apply/next',
  'rebase-apply/last',
  'rebase-apply/applying',
  'MERGE_HEAD',
  'CHERRY_PICK_HEAD',
  'REVERT_HEAD',
  'BISECT_LOG',
  'BISECT_START',
  'sequencer/head',
] as const

export function operationFrom(files: ReadonlyMap<string, string>): OperationInProgress | null {
  if (files.has('rebase-merge')) return rebase(files, 'rebase-merge', ['msgnum', 'end'])
  if (files.has('rebase-apply/applying')) return { ...rebase(files, 'rebase-apply', ['next', 'last']), kind: 'apply-mailbox' }
  if (files.has('rebase-apply')) return rebase(files, 'rebase-apply', ['next', 'last'])
  if (files.has('MERGE_HEAD')) return plain('merge')
  if (files.has('CHERRY_PICK_HEAD')) return plain('cherry-pick')
  if (files.has('REVERT_HEAD')) return plain('revert')
  if (files.has('sequencer/head')) return plain('sequence')
  if (files.has('BISECT_LOG')) return { ...plain('bisect'), branch: branchName(files.get('BISECT_START')) }
  return null
}

function rebase(files: ReadonlyMap<string, string>, folder: string, [step, steps]: [string, string]): OperationInProgress {
  return {
    kind: 'rebase',
    branch: branchName(files.get(`${folder}/head-name`)),
    step: count(files.get(`${folder}/${step}`)),
    steps: count(files.get(`${folder}/${steps}`)),
  }
}

function plain(kind: OperationKind): OperationInProgress {
  return { kind, branch: null, step: null, steps: null }
}

function branchName(text: string | undefined): string | null {
  const name = text?.trim().replace(/^refs\/heads\//, '')
  return name === undefined || name === '' || name === 'detached HEAD' ? null : name
}

function count(text: string | undefined): number | null {
  const number = Number.parseInt(text ?? '', 10)
  return Number.isFinite(number) ? number : null
}
