type Files = Record<string, string>

/** What a repository of a stack holds; the number makes each one differ. */
export interface Stack {
  readonly name: string
  readonly files: (number: number) => Files
}

export const stacks: readonly Stack[] = [
  { name: 'storefront', files: (n) => ({ ...npm(n, { next: '^15.0.0', react: '^19.0.0' }, 420), ...sources('src', 'tsx', 70) }) },
  { name: 'api', files: (n) => ({ ...npm(n, { fastify: '^5.0.0', pg: '^8.0.0' }, 260), ...compose, ...sources('src', 'ts', 60) }) },
  { name: 'monorepo', files: (n) => ({ ...pnpm(n), ...sources('packages/core/src', 'ts', 40), ...sources('apps/web/src', 'tsx', 40) }) },
  { name: 'engine', files: (n) => ({ ...cargo(n, 180), ...sources('src', 'rs', 50) }) },
  { name: 'gateway', files: (n) => ({ ...go(n, 90), ...dockerfile, ...sources('internal', 'go', 50) }) },
  { name: 'analysis', files: (n) => ({ ...poetry(n, 120), ...sources('analysis', 'py', 45) }) },
  { name: 'worker', files: (n) => ({ ...requirements(n, 40), ...compose, ...sources('worker', 'py', 35) }) },
  { name: 'shop', files: (n) => ({ ...gemfile(n, 110), ...sources('app/models', 'rb', 50) }) },
  { name: 'portal', files: (n) => ({ ...composer(n, 90), ...sources('app/Http', 'php', 50) }) },
  { name: 'ledger', files: (n) => ({ ...maven(n), ...sources('src/main/java', 'java', 60) }) },
  { name: 'desk', files: (n) => ({ ...nuget(n), ...sources('Desk', 'cs', 50) }) },
  { name: 'notes', files: (n) => ({ 'README.md': `# Notes ${n}\n`, 'index.html': '<h1>Notes</h1>\n', ...sources('pages', 'md', 30) }) },
]

const compose: Files = {
  'compose.yaml': 'services:\n  db:\n    image: postgres:18\n    ports: ["5432:5432"]\n  cache:\n    image: redis:8\n',
}
const dockerfile: Files = { Dockerfile: 'FROM golang:1.25 AS build\nWORKDIR /src\nCOPY . .\nRUN go build ./...\nEXPOSE 8080\n' }

function sources(folder: string, extension: string, count: number): Files {
  const lines = Array.from({ length: 60 }, (_, line) => `value ${line} = compute(${line});`).join('\n')
  return Object.fromEntries(Array.from({ length: count }, (_, index) => [`${folder}/part${index}.${extension}`, `${lines}\n`]))
}

function numbered<T>(count: number, make: (index: number) => T): T[] {
  return Array.from({ length: count }, (_, index) => make(index))
}

function npm(number: number, dependencies: Record<string, string>, packages: number): Files {
  const manifest = {
    name: `project-${number}`,
    version: '1.0.0',
    license: 'MIT',
    scripts: { dev: 'node server.js', test: 'vitest' },
    dependencies,
    devDependencies: { typescript: '^5.9.0', vitest: '^3.0.0' },
  }
  return {
    'package.json': JSON.stringify(manifest, null, 2),
    'package-lock.json': packageLock(manifest, packages),
    'tsconfig.json': '{}\n',
  }
}

/** A lockfile of npm's third version; also what makes the big one. */
export function packageLock(manifest: object, packages: number): string {
  const locked = Object.fromEntries(
    numbered(packages, (index) => [
      `node_modules/library-${index}`,
      {
        version: `${index % 9}.${index % 13}.0`,
        resolved: `https://registry.npmjs.org/library-${index}/-/library-${index}-${index % 9}.${index % 13}.0.tgz`,
        integrity: `sha512-${'a'.repeat(86)}==`,
        license: index % 5 === 0 ? 'Apache-2.0' : 'MIT',
        ...(index + 1 < packages ? { dependencies: { [`library-${index + 1}`]: '*' } } : {}),
      },
    ]),
  )
  return `${JSON.stringify({ lockfileVersion: 3, requires: true, packages: { '': manifest, ...locked } }, null, 2)}\n`
}

function pnpm(number: number): Files {
  const packages = numbered(
    300,
    (index) => `  library-${index}@1.${index % 10}.0:\n    resolution: {integrity: sha512-${'b'.repeat(86)}==}\n`,
  )
  return {
    'package.json': JSON.stringify({ name: `monorepo-${number}`, private: true, packageManager: 'pnpm@10.0.0' }),
    'pnpm-workspace.yaml': 'packages:\n  - packages/*\n  - apps/*\n',
    'packages/core/package.json': JSON.stringify({ name: '@acme/core', version: '1.0.0', dependencies: { 'library-1': '^1.1.0' } }),
    'apps/web/package.json': JSON.stringify({ name: '@acme/web', scripts: { dev: 'vite' }, dependencies: { vite: '^7.0.0' } }),
    'pnpm-lock.yaml': `lockfileVersion: '9.0'\n\nimporters:\n  packages/core:\n    dependencies:\n      library-1:\n        specifier: ^1.1.0\n        version: 1.1.0\n\npackages:\n\n${packages.join('\n')}`,
  }
}

function cargo(number: number, count: number): Files {
  const packages = numbered(
    count,
    (index) => `[[package]]\nname = "crate-${index}"\nversion = "0.${index % 20}.1"\nsource = "registry+x"\n`,
  )
  return {
    'Cargo.toml': `[package]\nname = "engine-${number}"\nversion = "0.1.0"\nedition = "2024"\n\n[dependencies]\naxum = "0.8"\ntokio = "1"\n`,
    'Cargo.lock': `version = 4\n\n${packages.join('\n')}`,
  }
}

function go(number: number, count: number): Files {
  const needs = numbered(count, (index) => `\tgithub.com/acme/library${index} v1.${index}.0`)
  const sums = numbered(count, (index) => `github.com/acme/library${index} v1.${index}.0 h1:${'c'.repeat(43)}=`)
  return {
    'go.mod': `module example.org/gateway${number}\n\ngo 1.25\n\nrequire (\n${needs.join('\n')}\n)\n`,
    'go.sum': `${sums.join('\n')}\n`,
  }
}

function poetry(number: number, count: number): Files {
  const packages = numbered(count, (index) => `[[package]]\nname = "library-${index}"\nversion = "2.${index}.0"\noptional = false\n`)
  return {
    'pyproject.toml': `[tool.poetry]\nname = "analysis-${number}"\nversion = "0.1.0"\n\n[tool.poetry.dependencies]\npython = "^3.13"\nfastapi = "^0.115"\n`,
    'poetry.lock': `${packages.join('\n')}\n[metadata]\nlock-version = "2.1"\n`,
  }
}

function requirements(number: number, count: number): Files {
  const lines = numbered(count, (index) => `library-${index}==1.${index}.${number % 7}`)
  return { 'requirements.txt': `celery[redis]==5.5.0\n${lines.join('\n')}\n`, 'setup.cfg': '[metadata]\nname = worker\n' }
}

function gemfile(number: number, count: number): Files {
  const specs = numbered(count, (index) => `    gem-${index} (1.${index}.${number % 5})`)
  return {
    Gemfile: "source 'https://rubygems.org'\ngem 'rails', '~> 8.0'\ngem 'pg'\n",
    'Gemfile.lock': `GEM\n  remote: https://rubygems.org/\n  specs:\n    rails (8.0.1)\n${specs.join('\n')}\n\nPLATFORMS\n  ruby\n\nDEPENDENCIES\n  rails (~> 8.0)\n`,
  }
}

function composer(number: number, count: number): Files {
  const packages = numbered(count, (index) => ({ name: `acme/library-${index}`, version: `v3.${index}.0`, license: ['MIT'] }))
  return {
    'composer.json': JSON.stringify({ name: `acme/portal-${number}`, require: { php: '^8.4', 'laravel/framework': '^12.0' } }),
    'composer.lock': JSON.stringify({ packages, 'packages-dev': [] }, null, 2),
  }
}

function maven(number: number): Files {
  const one = (index: number) =>
    `    <dependency><groupId>org.acme</groupId><artifactId>library-${index}</artifactId><version>1.${index}</version></dependency>`
  return {
    'pom.xml': `<project xmlns="http://maven.apache.org/POM/4.0.0">\n  <modelVersion>4.0.0</modelVersion>\n  <groupId>org.acme</groupId>\n  <artifactId>ledger-${number}</artifactId>\n  <version>1.0</version>\n  <dependencies>\n${numbered(40, one).join('\n')}\n  </dependencies>\n</project>\n`,
  }
}

function nuget(number: number): Files {
  const references = numbered(30, (index) => `    <PackageReference Include="Acme.Library${index}" Version="2.${index}.${number % 4}" />`)
  return {
    'Desk/Desk.csproj': `<Project Sdk="Microsoft.NET.Sdk.Web">\n  <PropertyGroup><TargetFramework>net9.0</TargetFramework></PropertyGroup>\n  <ItemGroup>\n${references.join('\n')}\n  </ItemGroup>\n</Project>\n`,
  }
}
