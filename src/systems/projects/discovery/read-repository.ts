import { resolve } from 'node:path/posix'
import { lstatSync } from 'node:fs'
import { type BytePath, folderOf, isInside, join, nameOf, toSystem, toText } from './byte-path.ts'
import type { DiscoveryFact, FoundKind, GitFacts, Submodule, Worktree } from './found.ts'
import { type Head, packedCommit, parseGitFile, parseHead, parseRepositoryConfig, parseSubmodules } from './git-files.ts'
import { readFolder } from './read-folder.ts'
import { type Reach, readInside, readTextInside, realFolder } from './read-text.ts'

export type Repository = { kind: FoundKind; git?: GitFacts; facts: DiscoveryFact[] }

const smallFile = 1024 * 1024
const packedFile = 16 * 1024 * 1024
const mostWorktrees = 1000

/** Reads the repository of a folder that has a `.git`, without starting git. What is broken becomes a fact. */
export async function readRepository(reach: Reach, folder: BytePath): Promise<Repository> {
  const directory = gitDirectory(reach, folder)
  if ('code' in directory) return { kind: 'repository', facts: [directory] }
  return readDirectory(reach, folder, directory.path)
}

/** Reads a bare repository: the folder itself holds HEAD, objects and refs. */
export async function readBareRepository(reach: Reach, folder: BytePath): Promise<Repository> {
  const repository = await readDirectory(reach, folder, folder)
  return { ...repository, kind: 'bare' }
}

async function readDirectory(reach: Reach, folder: BytePath, directory: BytePath): Promise<Repository> {
  const common = commonDirectory(reach, directory)
  if ('code' in common) return { kind: 'worktree', facts: [common] }
  const config = parseRepositoryConfig(readTextInside(reach, join(common.path, 'config'), smallFile) ?? '')
  const head = readHead(reach, directory, common.path)
  const isWorktree = common.path !== directory
  const facts: DiscoveryFact[] = head ? [] : [brokenHead(folder)]
  const git: GitFacts = {
    directory: toText(directory),
    commonDirectory: toText(common.path),
    head,
    remotes: config.remotes,
    shallow: readInside(reach, join(common.path, 'shallow'), 1) !== undefined,
    submodules: readSubmodules(reach, folder),
    worktrees: isWorktree ? [] : await readWorktrees(reach, common.path),
  }
  const kind = isWorktree ? 'worktree' : config.bare ? 'bare' : 'repository'
  return { kind, git, facts }
}

type Place = { path: BytePath }

function gitDirectory(reach: Reach, folder: BytePath): Place | DiscoveryFact {
  const dotGit = join(folder, '.git')
  if (lstatSync(toSystem(dotGit), { throwIfNoEntry: false })?.isDirectory()) return { path: dotGit }
  const pointer = readInside(reach, dotGit, smallFile)
  const target = pointer && 'bytes' in pointer ? parseGitFile(pointer.bytes.toString('latin1')) : undefined
  if (target) return within(reach, resolve(folder, target), folder)
  const linked = realFolder(dotGit)
  const isLink = linked !== undefined && lstatSync(toSystem(linked)).isDirectory()
  return isLink ? within(reach, linked, folder) : broken(folder, 'Its .git is neither a folder nor a pointer to one.')
}

function commonDirectory(reach: Reach, directory: BytePath): Place | DiscoveryFact {
  const pointer = readInside(reach, join(directory, 'commondir'), smallFile)
  if (!pointer || 'problem' in pointer) return { path: directory }
  return within(reach, resolve(directory, pointer.bytes.toString('latin1').trim()), directory)
}

function within(reach: Reach, path: BytePath, folder: BytePath): Place | DiscoveryFact {
  const real = realFolder(path)
  if (real === undefined) return broken(folder, `Its git directory ${toText(path)} does not exist.`)
  if (reach.within.some((root) => isInside(real, root))) return { path: real }
  const text = `Its git directory ${toText(real)} lies outside the configured folders; its history is not read.`
  return { code: 'git_outside', path: toText(folder), text }
}

function readHead(reach: Reach, directory: BytePath, common: BytePath): Head | undefined {
  const read = readInside(reach, join(directory, 'HEAD'), smallFile)
  const head = read && 'bytes' in read ? parseHead(read.bytes.toString('utf8')) : undefined
  if (!head?.branch) return head
  const loose = readTextInside(reach, join(common, `refs/heads/${head.branch}`), 200)?.trim()
  if (loose) return { branch: head.branch, commit: loose }
  const packed = readTextInside(reach, join(common, 'packed-refs'), packedFile) ?? ''
  return { branch: head.branch, commit: packedCommit(packed, head.branch) }
}

function readSubmodules(reach: Reach, folder: BytePath): Submodule[] {
  const text = readTextInside(reach, join(folder, '.gitmodules'), smallFile)
  if (text === undefined) return []
  return parseSubmodules(text).map((one) => {
    const checkedOut = lstatSync(`${toText(folder)}/${one.path}/.git`, { throwIfNoEntry: false }) !== undefined
    return { ...one, checkedOut }
  })
}

async function readWorktrees(reach: Reach, common: BytePath): Promise<Worktree[]> {
  const folder = join(common, 'worktrees')
  if (!lstatSync(toSystem(folder), { throwIfNoEntry: false })) return []
  const { entries } = await readFolder(folder, mostWorktrees)
  return entries.flatMap((entry) => {
    const admin = join(folder, entry.name)
    const pointer = readInside(reach, join(admin, 'gitdir'), smallFile)
    if (!pointer || 'problem' in pointer) return []
    const path = folderOf(resolve(admin, pointer.bytes.toString('latin1').trim()))
    const branch = readHead(reach, admin, common)?.branch
    const insideRoots = reach.within.some((root) => isInside(path, root))
    return [{ name: toText(nameOf(admin)), path: toText(path), branch, insideRoots }]
  })
}

function brokenHead(folder: BytePath): DiscoveryFact {
  return broken(folder, 'Its git directory has no readable HEAD.')
}

function broken(folder: BytePath, text: string): DiscoveryFact {
  return { code: 'git_broken', path: toText(folder), text }
}
