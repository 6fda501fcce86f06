// Node runs .ts itself but not .tsx: for tests of components the compiler that Vite uses turns JSX into calls.
import { readFileSync } from 'node:fs'
import { registerHooks } from 'node:module'
import { fileURLToPath } from 'node:url'

let compiler

registerHooks({
  load(url, context, nextLoad) {
    if (url.endsWith('.css')) return { format: 'module', source: '', shortCircuit: true }
    if (!url.endsWith('.tsx')) return nextLoad(url, context)
    compiler ??= process.getBuiltinModule('module').createRequire(import.meta.url)('rolldown/utils')
    const path = fileURLToPath(url)
    const { code, errors } = compiler.transformSync(path, readFileSync(path, 'utf8'), { jsx: { runtime: 'automatic' }, sourcemap: false })
    if (errors.length > 0) throw new SyntaxError(`${path}: ${errors[0].message}`)
    return { format: 'module', source: code, shortCircuit: true }
  },
})
