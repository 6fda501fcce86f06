// What `npm start` builds out of src/: the web app, and the server as a few files instead of a thousand.
import { join } from 'node:path'
import { isBuilt, make } from './build.mjs'
import { made, root } from './paths.mjs'

const vite = join(root, 'node_modules', 'vite', 'bin', 'vite.js')
const isPage = /\/pages\/|^src\/ui\/|^src\/browser\.tsx$/
/** Server code a page can never reach; bin/check proves it. */
const isServerOnly = /\/(operations|providers|migrations|surfaces|postgres)\/|^src\/(main|server)\.ts$/

/** @type {import('./build.mjs').Build} */
const web = {
  name: 'web',
  what: 'the web app',
  entry: 'vite.config.ts',
  settings: ['vite.config.ts', 'package-lock.json'],
  isInput: (path) => !isServerOnly.test(path),
  command: (folder) => [vite, 'build', '--outDir', folder, '--emptyOutDir', '--logLevel', 'warn'],
}

/** @type {import('./build.mjs').Build} */
const server = {
  name: 'server',
  what: 'the server',
  entry: 'src/main.ts',
  settings: ['bin/bootstrap/bundle-server.mjs', 'package-lock.json'],
  isInput: (path) => !isPage.test(path) && !/\.(css|svg|md|ya?ml)$/.test(path),
  command: (folder) => [join(root, 'bin', 'bootstrap', 'bundle-server.mjs'), folder],
}

/** The built server, for the launcher. */
export const serverProgram = join(made, 'server', 'main.js')

export function areBuilt() {
  return isBuilt(web) && isBuilt(server)
}

export async function makeAll() {
  await make(server)
  await make(web)
}
