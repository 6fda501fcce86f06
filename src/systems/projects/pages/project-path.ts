/** `~/projects/shop` for a path below the home folder that the project's root lies in. */
export function shortPath(path: string): string {
  return path.replace(/^\/(?:home|Users)\/[^/]+|^\/root(?=\/)/, '~')
}

/** The address a browser reaches a local port at. */
export function portAddress(port: number): string {
  return `http://localhost:${port}`
}
