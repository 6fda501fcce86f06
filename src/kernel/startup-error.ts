/**
 * Why the server cannot start, for a person: one plain sentence that says what to do, printed as it is and
 * without a stack. `details` are lines of evidence, such as the last words of another program's log.
 */
export class StartupError extends Error {
  readonly code: string
  readonly details: readonly string[]

  constructor(code: string, sentence: string, details: readonly string[] = []) {
    super(sentence)
    this.name = 'StartupError'
    this.code = code
    this.details = details
  }
}

/** A failed file operation below `folder` as a StartupError; anything else is returned as it came. */
export function fileFailure(error: unknown, folder: string): unknown {
  const { code, path = folder } = error as { code?: string; path?: string }
  if (code === 'ENOSPC' || code === 'EDQUOT') {
    return new StartupError('disk_full', `The disk that holds ${folder} is full. Free some space and start again.`)
  }
  if (code === 'EACCES' || code === 'EPERM') {
    return new StartupError(
      'no_permission',
      `${path} cannot be used by ${user()}. Give it to this user, or set OPTIMUS_HOME to a folder of your own.`,
    )
  }
  if (code === 'EROFS') {
    return new StartupError('read_only', `${folder} lies on a read-only file system. Set OPTIMUS_HOME to a folder that can be written.`)
  }
  if (code === 'ENOTDIR' || code === 'EEXIST') {
    return new StartupError(
      'not_a_folder',
      `${path} is in the way: a folder is needed there. Move it, or set OPTIMUS_HOME to another place.`,
    )
  }
  return error
}

function user(): string {
  const uid = process.getuid?.()
  if (uid === undefined) return 'this user'
  return uid === 0 ? 'root' : `user ${uid}`
}
