import { walkSyntax, type Syntax } from './syntax.ts'

/** Functions whose arguments are paths, with the positions of those arguments. */
const PATH_ARGUMENTS = new Map<string, readonly number[]>([
  ['path/1', [0]],
  ['paths/1', []],
  ['del/1', [0]],
  ['pick/1', [0]],
])

/** Functions that lead from a path to a path, with the arguments that do so too. */
const STEPS = new Map<string, readonly number[]>([
  ...'empty/0 error/0 error/1 select/1 recurse/0 first/0 last/0 nth/1 getpath/1'.split(' ').map((name) => [name, []] as const),
  ...'values/0 nulls/0 booleans/0 numbers/0 strings/0 arrays/0 objects/0 iterables/0 scalars/0'
    .split(' ')
    .map((name) => [name, []] as const),
  ['recurse/1', [0]],
  ['recurse/2', [0]],
  ['first/1', [0]],
  ['limit/2', [1]],
])

/**
 * Whether a place that takes a path (before `|=`, in `del(…)`) has something else than names, positions and choices
 * among them. Versions of jq differ in what they make of values there, so real jq decides.
 */
export function hasOddPaths(tree: Syntax): boolean {
  let odd = false
  walkSyntax(tree, (node) => {
    if (node.kind === 'assign') odd ||= !isPath(node.left)
    if (node.kind !== 'call') return
    const positions = PATH_ARGUMENTS.get(node.key) ?? []
    odd ||= positions.some((position) => !isPath(node.arguments[position]!))
  })
  return odd
}

function isPath(node: Syntax): boolean {
  switch (node.kind) {
    case 'identity':
    case 'descend':
    case 'break':
      return true
    case 'index':
    case 'slice':
    case 'iterate':
      return isPath(node.target)
    case 'pipe':
    case 'comma':
    case 'alternative':
      return isPath(node.left) && isPath(node.right)
    case 'if':
      return isPath(node.then) && (node.otherwise === null || isPath(node.otherwise))
    case 'try':
      return node.handler === null && isPath(node.body)
    case 'bind':
    case 'label':
      return isPath(node.body)
    case 'call': {
      const positions = STEPS.get(node.key)
      return positions !== undefined && positions.every((position) => isPath(node.arguments[position]!))
    }
    default:
      return false
  }
}

/** `?//` tries patterns in turn; when an error further on makes it try the next one is told differently by versions of jq. */
export function hasAlternatives(tree: Syntax): boolean {
  let found = false
  walkSyntax(tree, (node) => {
    found ||= node.kind === 'bind' && node.patterns.length > 1
  })
  return found
}
