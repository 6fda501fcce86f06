/** Joins a folder of the project with a relative path of any spelling; what would lead out of the project ends at its top. */
export function joinFolder(folder: string, path: string): string {
  const steps = folder === '' ? [] : folder.split('/')
  for (const step of path.replaceAll('\\', '/').split('/')) {
    if (step === '' || step === '.') continue
    if (step === '..') steps.pop()
    else steps.push(step)
  }
  return steps.join('/')
}
