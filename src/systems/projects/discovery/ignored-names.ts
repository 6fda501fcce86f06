/**
 * Folders that hold what tools fetched or made. They are not searched for projects, and not counted in a folder
 * that has no git to say what belongs to it.
 */
export const ignoredNames: ReadonlySet<string> = new Set([
  ".git", ".hg", ".svn", ".jj",
  "node_modules", "bower_components", "jspm_packages", ".yarn", ".pnpm-store", ".npm",
  ".next", ".nuxt", ".output", ".svelte-kit", ".astro", ".angular", ".turbo", ".nx", ".parcel-cache", ".docusaurus",
  "dist", "build", "out", "target", "vendor", "coverage", ".cache", ".nyc_output",
  ".venv", "venv", "__pycache__", ".tox", ".nox", ".mypy_cache", ".pytest_cache", ".ruff_cache", ".eggs", "site-packages",
  ".gradle", ".idea", ".vs", ".bundle", "Pods", "Carthage", "DerivedData", ".build", ".swiftpm",
  ".dart_tool", ".pub-cache", "_build", ".elixir_ls", "elm-stuff", ".stack-work", "dist-newstyle",
  "zig-cache", ".zig-cache", "zig-out", ".terraform", ".serverless", ".aws-sam", ".direnv", ".devenv", ".vagrant",
]);
