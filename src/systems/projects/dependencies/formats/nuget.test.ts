import assert from 'node:assert/strict'
import { test } from 'node:test'
import { graphText } from '../graph-text.ts'
import { parseNuget } from './nuget.ts'

const file = (path: string, text: string) => ({ path, text })

const props = file(
  'Directory.Packages.props',
  '<Project><PropertyGroup><EfVersion>9.0.1</EfVersion></PropertyGroup><ItemGroup><PackageVersion Include="Dapper" Version="2.1.0" /><PackageVersion Include="EF" Version="$(efversion)" /><GlobalPackageReference Include="Analyzer" Version="1.0.0" /></ItemGroup></Project>',
)
const build = file(
  'src/Directory.Build.props',
  '<Project>\n<ItemGroup>\n<PackageReference Include="Shared" Version="3.0.0" />\n</ItemGroup>\n</Project>',
)
const project = file(
  'src/Web/Web.csproj',
  `<Project Sdk="Microsoft.NET.Sdk.Web">
  <ItemGroup>
    <PackageReference Include="dapper" />
    <PackageReference Include="EF" />
    <PackageReference Include="Pinned" Version="[1.2.3]" />
    <PackageReference Include="Child"><Version>4.0.0</Version></PackageReference>
    <PackageReference Include="Moving" Version="1.*" />
    <PackageReference Include="Override" VersionOverride="5.0.0" />
  </ItemGroup>
  <ItemGroup Condition="'$(Configuration)' == 'Debug'">
    <PackageReference Include="StyleCop" Version="1.1.0"><PrivateAssets>all</PrivateAssets></PackageReference>
    <ProjectReference Include="..\\Core\\Core.csproj" />
  </ItemGroup>
  <Choose><When Condition="x"><ItemGroup><PackageReference Include="Chosen" Version="6.0.0" /></ItemGroup></When></Choose>
</Project>`,
)

test('references, central versions, properties, overrides, conditions and shared files resolve', () => {
  const graphs = parseNuget([props, build, project])
  assert.equal(graphs.length, 1)
  assert.deepEqual(graphText(graphs[0]!), [
    'dapper@2.1.0 runtime direct',
    'EF@9.0.1 runtime direct',
    'Pinned@1.2.3 runtime direct',
    'Child@4.0.0 runtime direct',
    'Moving@? runtime direct',
    'Override@5.0.0 runtime direct',
    'StyleCop@1.1.0 dev direct',
    'Chosen@6.0.0 runtime direct',
    'Shared@3.0.0 runtime direct',
    'Analyzer@1.0.0 dev direct',
    'Core@? runtime direct workspace',
  ])
  assert.equal(graphs[0]!.complete, false)
  assert.deepEqual(
    graphs[0]!.direct
      .map((one) => [one.file, one.line])
      .slice(0, 9)
      .filter((_, i) => i === 0 || i === 8),
    [
      ['src/Web/Web.csproj', 3],
      ['src/Directory.Build.props', 3],
    ],
  )
})

test('packages.lock.json is complete, over several frameworks, names compared without case', () => {
  const lock = file(
    'src/Web/packages.lock.json',
    JSON.stringify(
      {
        version: 2,
        dependencies: {
          'net8.0': {
            EF: { type: 'Direct', requested: '[9.0.1, )', resolved: '9.0.1', dependencies: { 'core.lib': '1.0.0', Core: '[1.0.0, )' } },
            StyleCop: { type: 'Direct', requested: '[1.1.0, )', resolved: '1.1.0' },
            'Core.Lib': { type: 'Transitive', resolved: '1.0.0', dependencies: { EF: '9.0.0' } },
            core: { type: 'Project' },
          },
          'net8.0/linux-x64': { 'Native.Lib': { type: 'Transitive', resolved: '2.0.0', dependencies: { EF: '9.0.0' } } },
          'net9.0': { EF: { type: 'Direct', requested: '[9.0.1, )', resolved: '9.0.1' } },
        },
      },
      null,
      2,
    ),
  )
  const [graph] = parseNuget([props, project, lock])
  assert.deepEqual(graphText(graph!), [
    'EF@9.0.1 runtime direct > Core.Lib@1.0.0, core@?',
    'StyleCop@1.1.0 dev direct',
    'Core.Lib@1.0.0 runtime > EF@9.0.1',
    'core@? runtime direct workspace',
    'Native.Lib@2.0.0 runtime',
  ])
  assert.equal(graph!.complete, true)
  assert.deepEqual(
    graph!.direct.map((one) => [one.name, one.file, one.line]),
    [
      ['EF', 'src/Web/Web.csproj', 4],
      ['StyleCop', 'src/Web/Web.csproj', 11],
      ['core', 'src/Web/packages.lock.json', null],
    ],
  )
})

test('packages.config lists everything without telling what is direct', () => {
  const [graph] = parseNuget([
    file(
      'old/packages.config',
      '<?xml version="1.0"?>\n<packages>\n<package id="A" version="1.0.0.1" />\n<package id="B" version="2.0" developmentDependency="true" />\n</packages>',
    ),
  ])
  assert.deepEqual(graphText(graph!), ['A@1.0.0.1 runtime', 'B@2.0 dev'])
  assert.equal(graph!.complete, true)
  assert.deepEqual(
    graph!.packages.map((one) => one.line),
    [3, 4],
  )
})

test('a broken project file is a note beside what could be read', () => {
  const [graph] = parseNuget([file('a.csproj', `${project.text.slice(0, 300)}`)])
  assert.match(graph!.notes[0]!.sentence, /Not valid XML/)
  assert.equal(graph!.complete, false)
})
