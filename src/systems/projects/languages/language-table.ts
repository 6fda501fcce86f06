/** Only programming and markup share in the percentages; data and prose are counted beside them. */
export type LanguageType = "programming" | "markup" | "data" | "prose";

const programming: Record<string, string> = {
  ActionScript: ".as", Ada: ".adb .ads", Agda: ".agda", "Apache Groovy": ".groovy .gvy .gy", Apex: ".apex .trigger",
  AppleScript: ".applescript .scpt", Arduino: ".ino .pde", Assembly: ".asm .s .S .nasm .a51", AutoHotkey: ".ahk", Awk: ".awk",
  Ballerina: ".bal", Batchfile: ".bat .cmd", BitBake: ".bb .bbclass", C: ".c .idc", "C#": ".cs .csx .cake",
  "C++": ".cpp .cc .cxx .c++ .hpp .hh .hxx .h++ .ipp .tcc .tpp .inl .cppm .ixx", CMake: ".cmake", COBOL: ".cob .cbl .cpy", CUDA: ".cu .cuh",
  Cadence: ".cdc", Cairo: ".cairo", Clojure: ".clj .cljs .cljc .boot", CoffeeScript: ".coffee .litcoffee", "Common Lisp": ".lisp .lsp .asd",
  Crystal: ".cr", Cue: ".cue", Cython: ".pyx .pxd .pxi", D: ".di", Dart: ".dart", Dockerfile: ".dockerfile .containerfile",
  Elixir: ".ex .exs", Elm: ".elm", "Emacs Lisp": ".el", Erlang: ".erl .hrl .escript", "F#": ".fsi .fsx", Factor: ".factor",
  Fennel: ".fnl", Fish: ".fish", Fortran: ".f90 .f95 .f03 .f08 .f .for", GDScript: ".gd", GLSL: ".glsl .vert .frag .comp .geom", Gherkin: ".feature",
  Gleam: ".gleam", Go: ".go", Gradle: ".gradle", Groovy: ".jenkinsfile", HCL: ".hcl .tf .tfvars .nomad", HLSL: ".hlsl .fx", Hack: ".hack .hhi",
  Haskell: ".hs .lhs .hsc", Haxe: ".hx", Idris: ".idr", Janet: ".janet", Java: ".java .jav", JavaScript: ".js .mjs .cjs .jsx .es6 .jsm .gs",
  Jsonnet: ".jsonnet .libsonnet", Julia: ".jl", Just: ".just", Kotlin: ".kt .kts", Lean: ".lean", LLVM: ".ll", Lua: ".lua .luau .rockspec",
  Makefile: ".mk .mak", MATLAB: ".matlab", MLIR: ".mlir", Mojo: ".mojo", Motoko: ".mo", Move: ".move", Nim: ".nim .nims", Nix: ".nix", Nunjucks: ".nunjucks",
  "Objective-C": "", "Objective-C++": ".mm", OCaml: ".ml .mli .mll .mly", Odin: ".odin", "Open Policy Agent": ".rego", OpenSCAD: ".scad",
  PHP: ".php .phtml .php3 .php4 .php5 .phps", "PL/SQL": ".pls .plb .pks .pkb", Pascal: ".pas .pp .dpr .lpr", Perl: ".pm .al .plx", Pony: ".pony",
  PowerShell: ".ps1 .psm1 .psd1", Processing: ".processing", Prolog: ".prolog", PureScript: ".purs", Puppet: ".epp", Python: ".py .pyi .pyw .pyp .wsgi",
  QML: ".qml", R: ".r .R .rsx", Racket: ".rkt .rktl", Raku: ".raku .rakumod .p6", ReScript: ".res .resi", Reason: ".re .rei", Rego: "",
  Ruby: ".rb .rbw .rake .gemspec .ru .podspec .jbuilder .thor .rbi", Rust: ".rs", SAS: ".sas", SQL: ".sql .ddl .dml .psql .pgsql .mysql",
  Scala: ".scala .sc .sbt", Scheme: ".scm .ss .sld", Shell: ".sh .bash .zsh .ksh .bats .ebuild .command", Slint: ".slint", Smalltalk: ".st", Solidity: ".sol",
  "Standard ML": ".sml .sig", Starlark: ".bzl .star .bazel", Stata: ".do .ado", Swift: ".swift", SystemVerilog: ".sv .svh", Tcl: ".tcl .tk", Thrift: ".thrift",
  TypeScript: ".mts .cts .tsx", "Protocol Buffers": ".proto", "Visual Basic": ".vb .vbs .vba .bas", VHDL: ".vhd .vhdl", Vala: ".vala .vapi", Verilog: ".vh",
  "Vim Script": ".vim .vimrc", Vyper: ".vy", WGSL: ".wgsl", WebAssembly: ".wat .wast", Wren: ".wren", Zig: ".zig .zon", "Cap'n Proto": ".capnp", Bicep: ".bicep",
  Prisma: ".prisma", "Metal": ".metal", "Jupyter Notebook": ".ipynb", "Ren'Py": ".rpy", GraphQL: ".graphql .gql .graphqls", Lex: ".lex", Yacc: ".yy", ANTLR: ".g4",
};

const markup: Record<string, string> = {
  Astro: ".astro", Blade: ".blade.php", CSS: ".css", EJS: ".ejs .ect", ERB: ".erb .rhtml", FreeMarker: ".ftl", Haml: ".haml", Handlebars: ".handlebars .hbs",
  HEEx: ".heex .leex .eex", HTML: ".html .htm .xhtml .xht", Jinja: ".jinja .jinja2 .j2", Less: ".less", Liquid: ".liquid", MDX: ".mdx", Marko: ".marko",
  Mermaid: ".mmd .mermaid", Mustache: ".mustache", PostCSS: ".pcss .postcss", Pug: ".pug .jade", Razor: ".cshtml .razor", Riot: ".riot", SCSS: ".scss", Sass: ".sass",
  Slim: ".slim", Smarty: ".tpl", Stylus: ".styl", Svelte: ".svelte", TeX: ".tex .sty .ltx .bib", Templ: ".templ", Twig: ".twig", Typst: ".typ", Velocity: ".vm .vtl",
  Vue: ".vue", XAML: ".xaml .axaml", XSLT: ".xsl .xslt", "Java Server Pages": ".jsp .tag", "Go Template": ".gohtml .gotmpl .tmpl",
};

const data: Record<string, string> = {
  CSV: ".csv .tsv", "Diff": ".diff .patch", Dotenv: ".env", EditorConfig: ".editorconfig", "Gettext": ".po .pot", GraphViz: ".dot .gv", INI: ".ini .cfg .conf .cnf .properties .prefs",
  JSON: ".json .jsonl .ndjson .geojson .webmanifest .json5 .jsonc .har .avsc .topojson", KDL: ".kdl", Kusto: ".kql", NDJSON: "", "Property List": ".plist .entitlements .xcscheme .strings",
  RON: ".ron", SVG: ".svg", Solution: ".sln", TOML: ".toml", "Text Proto": ".textproto .pbtxt", XML: ".xml .xsd .wsdl .csproj .fsproj .vbproj .props .targets .resx .nuspec .xlf .rss .atom .iml .storyboard .xib .slnx .fxml .plist.xml",
  YAML: ".yml .yaml .eyaml .sublime-syntax", Nginx: ".nginx .nginxconf", Dhall: ".dhall", EDN: ".edn", Pkl: ".pkl", HTTP: ".http .rest",
};

const prose: Record<string, string> = {
  AsciiDoc: ".adoc .asciidoc .asc", Markdown: ".md .markdown .mdown .mkd .livemd .rmd .qmd", Org: ".org", Text: ".txt .text .log", reStructuredText: ".rst .rest.txt", Roff: ".man .roff .1 .3 .5 .8",
};

const names: Record<string, string> = {
  CMake: "CMakeLists.txt", Dockerfile: "Dockerfile Containerfile", "Go Module": "", Groovy: "Jenkinsfile", JSON: ".babelrc .eslintrc .prettierrc .swcrc composer.lock .jshintrc .arcconfig .watchmanconfig flake.lock deno.lock",
  Just: "justfile Justfile .justfile", Makefile: "Makefile makefile GNUmakefile Kbuild", Nginx: "nginx.conf", Perl: "cpanfile", Ruby: "Gemfile Rakefile Guardfile Podfile Fastfile Appfile Brewfile Capfile Vagrantfile Dangerfile Berksfile Matchfile Steepfile",
  Shell: ".bashrc .bash_profile .profile .zshrc .zshenv .envrc PKGBUILD gradlew mvnw APKBUILD", Starlark: "BUILD BUILD.bazel WORKSPACE WORKSPACE.bazel MODULE.bazel Tiltfile BUCK", Text: "LICENSE COPYING README NOTICE AUTHORS CHANGELOG INSTALL CODEOWNERS requirements.txt go.sum robots.txt Procfile",
  TOML: "Cargo.lock poetry.lock uv.lock pdm.lock Pipfile Gopkg.lock", "Vim Script": ".vimrc", YAML: ".clang-format .clang-tidy .gemrc CITATION.cff pnpm-lock.yaml", INI: ".gitconfig .npmrc .pylintrc .flake8 .coveragerc", Meson: "meson.build meson_options.txt",
  Nix: "", XML: "pom.xml", "Git Config": ".gitmodules", Erlang: "rebar.config", Earthly: "Earthfile", Python: "SConstruct SConscript wscript DEPS", HCL: ".terraform.lock.hcl",
};

const interpreters: Record<string, string> = {
  sh: "Shell", bash: "Shell", zsh: "Shell", dash: "Shell", ksh: "Shell", ash: "Shell", bats: "Shell", fish: "Fish", python: "Python", pypy: "Python", uv: "Python",
  node: "JavaScript", nodejs: "JavaScript", deno: "TypeScript", bun: "TypeScript", "ts-node": "TypeScript", tsx: "TypeScript", zx: "JavaScript", ruby: "Ruby", rbx: "Ruby", jruby: "Ruby",
  perl: "Perl", php: "PHP", lua: "Lua", luajit: "Lua", Rscript: "R", awk: "Awk", gawk: "Awk", mawk: "Awk", make: "Makefile", pwsh: "PowerShell", tclsh: "Tcl", wish: "Tcl", expect: "Tcl", elixir: "Elixir",
  escript: "Erlang", groovy: "Groovy", swift: "Swift", julia: "Julia", osascript: "AppleScript", runhaskell: "Haskell", stack: "Haskell", scala: "Scala", guile: "Scheme", racket: "Racket", crystal: "Crystal",
  "nix-shell": "Shell", just: "Just", nu: "Nushell", raku: "Raku", ocaml: "OCaml", janet: "Janet", sbcl: "Common Lisp", bb: "Clojure", kotlin: "Kotlin", jq: "jq", "rust-script": "Rust", openrc_run: "Shell",
};

const tables: [LanguageType, Record<string, string>][] = [["programming", programming], ["markup", markup], ["data", data], ["prose", prose]];

/** Extension (with its dot) to language; the ones shared by several languages are decided in `ambiguous.ts`. */
export const byExtension: ReadonlyMap<string, string> = index(tables.map(([, table]) => table));

export const byName: ReadonlyMap<string, string> = index([names]);

const types = new Map(tables.flatMap(([type, table]) => Object.keys(table).map((language) => [language, type] as const)));

/** Languages this table does not hold are named by a project itself, or by a file name, and are code. */
export function typeOf(language: string): LanguageType {
  return types.get(language) ?? "programming";
}

export function byInterpreter(name: string): string | undefined {
  const plain = name.replace(/[\d.]+$/, "");
  return Object.hasOwn(interpreters, plain) ? interpreters[plain] : undefined;
}

/** The language a name without regard to case, dashes or spaces stands for. */
export function byLooseName(name: string): string | undefined {
  const plain = loose(name);
  return [...types.keys()].find((language) => loose(language) === plain) ?? aliases[plain];
}

const aliases: Record<string, string> = {
  js: "JavaScript", ts: "TypeScript", tsx: "TypeScript", py: "Python", rb: "Ruby", sh: "Shell", bash: "Shell", golang: "Go", csharp: "C#", cpp: "C++", fsharp: "F#", objectivec: "Objective-C", yml: "YAML", md: "Markdown", make: "Makefile", terraform: "HCL", viml: "Vim Script",
};

function loose(name: string): string {
  return name.toLowerCase().replace(/[\s_-]/g, "");
}

function index(tables: readonly Record<string, string>[]): Map<string, string> {
  const pairs = tables.flatMap((table) => Object.entries(table));
  return new Map(pairs.flatMap(([language, list]) => list.split(" ").filter(Boolean).map((key) => [key, language] as const)));
}
