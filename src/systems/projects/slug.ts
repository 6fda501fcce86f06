/** Words of addresses below /projects, which no project may bear. */
const reserved = new Set(['scan', 'roots', 'dependencies', 'processes', 'ports', 'git', 'new', 'commands'])

/** A readable address for a name: small letters, digits, hyphens; numbered when it is taken or reserved. */
export function chooseSlug(name: string, isTaken: (slug: string) => boolean): string {
  const plain = name
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[\u0300-\u036f]/g, '')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 60)
  const base = plain === '' ? 'project' : plain
  if (!reserved.has(base) && !isTaken(base)) return base
  for (let number = 2; ; number += 1) {
    const numbered = `${base}-${number}`
    if (!isTaken(numbered)) return numbered
  }
}
