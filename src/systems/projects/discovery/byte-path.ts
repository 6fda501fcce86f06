/**
 * A path with one character per byte. Linux names are bytes, not text, so only this form can name every file;
 * `toText` is for people and for storage, `toSystem` for calls into `node:fs`.
 */
export type BytePath = string

const ascii = /^[^\u0080-\uffff]*$/

export function fromText(path: string): BytePath {
  return ascii.test(path) ? path : Buffer.from(path, 'utf8').toString('latin1')
}

export function toText(path: BytePath): string {
  return ascii.test(path) ? path : Buffer.from(path, 'latin1').toString('utf8')
}

export function toSystem(path: BytePath): string | Buffer {
  return ascii.test(path) ? path : Buffer.from(path, 'latin1')
}

export function isText(path: BytePath): boolean {
  return ascii.test(path) || fromText(toText(path)) === path
}

export function join(folder: BytePath, name: BytePath): BytePath {
  if (folder === '') return name
  return folder.endsWith('/') ? folder + name : `${folder}/${name}`
}

export function nameOf(path: BytePath): BytePath {
  return path.slice(path.lastIndexOf('/') + 1)
}

export function folderOf(path: BytePath): BytePath {
  const slash = path.lastIndexOf('/')
  if (slash < 0) return ''
  return slash === 0 ? '/' : path.slice(0, slash)
}

/** True when `path` is `folder` or lies below it. Both absolute and without links, or both relative to one folder. */
export function isInside(path: BytePath, folder: BytePath): boolean {
  if (folder === '' || path === folder) return true
  return path.startsWith(folder.endsWith('/') ? folder : `${folder}/`)
}
