import assert from 'node:assert/strict'
import { test } from 'node:test'
import { graphText } from '../graph-text.ts'
import { parseGradle } from './gradle.ts'

const file = (path: string, text: string) => ({ path, text })

const catalog = file(
  'gradle/libs.versions.toml',
  `[versions]
kotlin = "2.0.0"
room = { strictly = "[2.6, 3.0[", prefer = "2.6.1" }
[libraries]
androidx-core-ktx = { module = "androidx.core:core-ktx", version = "1.13.0" }
room_runtime = { group = "androidx.room", name = "room-runtime", version.ref = "room" }
short = "org.short:short:1.0.0"
bom-less = { module = "org.bom:less" }
unused = "org.unused:unused:9.0.0"
[bundles]
db = ["room_runtime", "short"]
[plugins]
kotlin-jvm = { id = "org.jetbrains.kotlin.jvm", version.ref = "kotlin" }
`,
)

test('strings, maps, catalogs, bundles, plugins, platforms, projects and variables are read from either language', () => {
  const kotlin = file(
    'app/build.gradle.kts',
    `plugins {
    alias(libs.plugins.kotlin.jvm)
    id("com.example.tool") version "4.2"
    kotlin("plugin.spring") version "2.0.0"
}
val okhttp = "4.12.0"
dependencies {
    // implementation("org.commented:out:1")
    implementation(platform("org.springframework.boot:spring-boot-dependencies:3.3.0"))
    implementation("com.squareup.okhttp3:okhttp:$okhttp")
    implementation("org.managed:no-version")
    api(libs.androidx.core.ktx)
    implementation(libs.bundles.db)
    testImplementation(kotlin("test"))
    compileOnly("org.lombok:lombok:1.18.0")
    implementation(project(":core"))
    implementation(projects.shared.ui)
    kapt(libs.bom.less)
    implementation("org.range:range:[1.0,2.0)")
    implementation("org.late:late:\${libs.versions.kotlin.get()}")
}
`,
  )
  const groovy = file(
    'core/build.gradle',
    `ext.guavaVersion = '33.0.0-jre'
dependencies {
  implementation group: 'com.google.guava', name: 'guava', version: guavaVersion
  runtimeOnly "org.postgresql:postgresql:\${pgVersion}@jar"
  /* implementation 'org.commented:block:1' */
  androidTestImplementation 'org.junit:junit:5'
}
`,
  )
  const graphs = parseGradle([catalog, kotlin, groovy, file('gradle.properties', 'pgVersion=42.7.0\n')])
  assert.deepEqual(
    graphs.map((one) => one.file),
    ['app/build.gradle.kts', 'core/build.gradle', 'gradle/libs.versions.toml'],
  )
  assert.deepEqual(graphText(graphs[0]!), [
    'org.jetbrains.kotlin.jvm:org.jetbrains.kotlin.jvm.gradle.plugin@2.0.0 dev direct',
    'com.example.tool:com.example.tool.gradle.plugin@4.2 dev direct',
    'org.jetbrains.kotlin.plugin.spring:org.jetbrains.kotlin.plugin.spring.gradle.plugin@2.0.0 dev direct',
    'org.springframework.boot:spring-boot-dependencies@3.3.0 runtime direct',
    'com.squareup.okhttp3:okhttp@4.12.0 runtime direct',
    'org.managed:no-version@? runtime direct',
    'androidx.core:core-ktx@1.13.0 runtime direct',
    'androidx.room:room-runtime@2.6.1 runtime direct',
    'org.short:short@1.0.0 runtime direct',
    'org.jetbrains.kotlin:kotlin-test@? dev direct',
    'org.lombok:lombok@1.18.0 peer direct',
    ':core@? runtime direct workspace',
    'projects.shared.ui@? runtime direct workspace',
    'org.bom:less@? dev direct',
    'org.range:range@? runtime direct',
    'org.late:late@2.0.0 runtime direct',
  ])
  assert.deepEqual(graphText(graphs[1]!), [
    'com.google.guava:guava@33.0.0-jre runtime direct',
    'org.postgresql:postgresql@42.7.0 runtime direct',
    'org.junit:junit@5 dev direct',
  ])
  assert.deepEqual(graphText(graphs[2]!), ['org.unused:unused@9.0.0 runtime direct'])
  assert.equal(graphs[0]!.direct.find((one) => one.name.endsWith('core-ktx'))!.line, 12)
  assert.ok(graphs.every((one) => !one.complete && one.notes.length === 1))
})

test('a lockfile is complete; the script beside it tells what is direct', () => {
  const lock = file(
    'gradle.lockfile',
    `# This is a Gradle generated file for dependency locking.
com.google.guava:guava:33.0.0-jre=compileClasspath,runtimeClasspath,testRuntimeClasspath
org.junit:junit:5.0=testCompileClasspath,testRuntimeClasspath
org.lombok:lombok:1.18=annotationProcessor
com.google.guava:failureaccess:1.0=runtimeClasspath
empty=kapt,ksp
`,
  )
  const script = file(
    'build.gradle',
    "dependencies {\n implementation 'com.google.guava:guava:32+'\n testImplementation 'org.junit:junit'\n}\n",
  )
  const [graph] = parseGradle([lock, script])
  assert.deepEqual(graphText(graph!), [
    'com.google.guava:guava@33.0.0-jre runtime direct',
    'org.junit:junit@5.0 dev direct',
    'org.lombok:lombok@1.18 dev',
    'com.google.guava:failureaccess@1.0 runtime',
  ])
  assert.equal(graph!.complete, true)
  assert.deepEqual(graph!.manifests, ['build.gradle'])
  assert.deepEqual(
    graph!.direct.map((one) => [one.file, one.line]),
    [
      ['build.gradle', 2],
      ['build.gradle', 3],
    ],
  )
})

test('lockfiles per configuration and of the build script count by what they are for', () => {
  const [graph] = parseGradle([
    file('gradle/dependency-locks/runtimeClasspath.lockfile', 'org.a:a:1.0\n'),
    file('gradle/dependency-locks/testRuntimeClasspath.lockfile', 'org.a:a:1.0\norg.b:b:1.0\n'),
    file('buildscript-gradle.lockfile', 'org.plugin:plugin:1.0=classpath\nnot a line\n'),
  ])
  assert.deepEqual(graphText(graph!), ['org.a:a@1.0 runtime', 'org.b:b@1.0 dev', 'org.plugin:plugin@1.0 dev'])
  assert.ok(graph!.notes.some((one) => /Line 2 is not group:name:version/.test(one.sentence)))
})
