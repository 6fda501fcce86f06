/** Files a package tool writes to pin exact versions. */
export const lockfileNames: ReadonlySet<string> = new Set([
  "package-lock.json", "npm-shrinkwrap.json", "pnpm-lock.yaml", "yarn.lock", "bun.lock", "bun.lockb", "deno.lock",
  "poetry.lock", "uv.lock", "pdm.lock", "Pipfile.lock", "pylock.toml", "Cargo.lock", "go.sum", "go.work.sum",
  "Gemfile.lock", "composer.lock", "gradle.lockfile", "packages.lock.json", "project.assets.json",
  "mix.lock", "pubspec.lock", "Package.resolved", "Podfile.lock", "flake.lock", "shard.lock", ".terraform.lock.hcl",
]);
