import { test } from 'node:test'
import { expectNone } from './report.ts'
import { shippedFiles, sourceFiles } from './source-tree.ts'

test('a file has at most 400 lines, a test 600, a composition root 80', () => {
  const broken = sourceFiles()
    .filter((file) => file.lines > limit(file.path))
    .map((file) => `${file.path} has ${file.lines} lines; ${limit(file.path)} at most`)
  expectNone('Files that are too long:', 'A long file is several things. Cut it where its parts have names.', broken)
})

test('the median file has at most 80 lines', () => {
  const lines = shippedFiles()
    .map((file) => file.lines)
    .sort((a, b) => a - b)
  const median = lines[Math.floor(lines.length / 2)] ?? 0
  expectNone('The median is too high:', 'Small files are what loved code bases share.', median > 80 ? [`${median} lines`] : [])
})

test('a function has at most 50 lines', () => {
  const broken = shippedFiles()
    .filter((file) => !file.path.endsWith('.tsx'))
    .flatMap((file) => longFunctions(file.text).map((one) => `${file.path}:${one.line} ${one.name} has ${one.lines} lines`))
  expectNone('Functions that are too long:', 'A function is read on one screen.', broken)
})

/** Top-level functions and methods, from the line that opens them to the line that closes them at the same indent. */
function longFunctions(text: string): { name: string; line: number; lines: number }[] {
  const lines = text.split('\n')
  return lines.flatMap((line, index) => {
    const opened = /^(\s*)(?:export )?(?:async )?(?:function\s+(\w+)|(?:static )?(?:async )?(#?\w+)\([^)]*\)[^;=]*\{$)/.exec(line)
    if (!opened || /^\s*(if|for|while|switch|catch|return)\b/.test(line)) return []
    const end = lines.findIndex((candidate, at) => at > index && candidate.startsWith(`${opened[1]}}`))
    const length = end - index + 1
    return end > 0 && length > 50 ? [{ name: opened[2] ?? opened[3] ?? '', line: index + 1, lines: length }] : []
  })
}

function limit(path: string): number {
  if (path === 'src/server.ts' || path === 'src/browser.tsx') return 80
  return /\.test\.tsx?$/.test(path) ? 600 : 400
}
