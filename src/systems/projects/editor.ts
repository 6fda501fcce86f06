/** Editors that take a line, and how they want it. */
const withLine: Readonly<Record<string, (file: string, line: number) => string[]>> = {
  code: (file, line) => ['--goto', `${file}:${line}`],
  cursor: (file, line) => ['--goto', `${file}:${line}`],
  codium: (file, line) => ['--goto', `${file}:${line}`],
  zed: (file, line) => [`${file}:${line}`],
  subl: (file, line) => [`${file}:${line}`],
  nvim: (file, line) => [`+${line}`, file],
  vim: (file, line) => [`+${line}`, file],
  emacs: (file, line) => [`+${line}`, file],
}

/** The words that open a file: the editor as configured (`code --new-window`), its own flags, then the file. */
export function editorArguments(editor: string, file: string, line?: number): string[] {
  const words = editor.split(/\s+/)
  const name = words[0]!.split('/').at(-1)!
  const place = line !== undefined && withLine[name] ? withLine[name](file, line) : [file]
  return [...words, ...place]
}

/** An address that opens the file in an editor on the reader's own machine, where one has registered itself. */
export function editorLink(editor: string, file: string, line?: number): string {
  const name = editor.split(/\s+/)[0]!.split('/').at(-1)!
  const schemes: Readonly<Record<string, string>> = { code: 'vscode', cursor: 'cursor', codium: 'vscodium', zed: 'zed' }
  const encoded = file.toWellFormed().split('/').map(encodeURIComponent).join('/')
  return `${schemes[name] ?? 'vscode'}://file${encoded}${line === undefined ? '' : `:${line}`}`
}
