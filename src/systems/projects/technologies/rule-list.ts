import type { Rule } from './rule.ts'
import { forgeRules, goRustLibraryRules, pythonLibraryRules, rubyPhpLibraryRules } from './rules/backend-libraries.ts'
import { cacheQueueSearchRules } from './rules/caches-queues-search.ts'
import { aiRules, cloudRules } from './rules/clouds-models.ts'
import { databaseRules } from './rules/databases.ts'
import { goRules, nativeRules, rustRules } from './rules/go-rust-native.ts'
import { infrastructureRules } from './rules/infrastructure.ts'
import { javascriptLibraryRules } from './rules/javascript-libraries.ts'
import { javascriptRules, javascriptToolRules } from './rules/javascript.ts'
import { dotnetRules, jvmRules } from './rules/jvm-dotnet.ts'
import { languageRules, runtimeRules } from './rules/languages.ts'
import { libraryRules } from './rules/libraries.ts'
import { mobileDesktopRules } from './rules/mobile-desktop.ts'
import { hostingRules, pipelineRules } from './rules/pipelines-hosting.ts'
import { pythonRules } from './rules/python.ts'
import { elixirRules, phpRules, rubyRules } from './rules/ruby-php-elixir.ts'
import { serviceRules } from './rules/services.ts'
import { appLibraryRules, jvmDotnetLibraryRules } from './rules/typed-platform-libraries.ts'

/** Every rule there is. A new technology is one line in one of these lists. */
export const allRules: readonly Rule[] = [
  ...languageRules,
  ...runtimeRules,
  ...javascriptRules,
  ...javascriptToolRules,
  ...pythonRules,
  ...rubyRules,
  ...phpRules,
  ...elixirRules,
  ...jvmRules,
  ...dotnetRules,
  ...goRules,
  ...rustRules,
  ...nativeRules,
  ...mobileDesktopRules,
  ...libraryRules,
  ...javascriptLibraryRules,
  ...pythonLibraryRules,
  ...rubyPhpLibraryRules,
  ...goRustLibraryRules,
  ...jvmDotnetLibraryRules,
  ...appLibraryRules,
  ...databaseRules,
  ...cacheQueueSearchRules,
  ...infrastructureRules,
  ...pipelineRules,
  ...hostingRules,
  ...cloudRules,
  ...aiRules,
  ...serviceRules,
  ...forgeRules,
]
