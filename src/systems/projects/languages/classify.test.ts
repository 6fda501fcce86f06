import assert from 'node:assert/strict'
import { test } from 'node:test'
import { classifyContent, classifyName, shebangLanguage } from './classify.ts'

const cases: [path: string, head: string, language: string | undefined][] = [
  ['src/main.rs', '', 'Rust'],
  ['db/schema.sql', 'CREATE TABLE x ();', 'SQL'],
  ['README.md', '# x', 'Markdown'],
  ['a.tsx', '', 'TypeScript'],
  ['a.ts', 'export const x = 1;', 'TypeScript'],
  ['i18n/de.ts', '<?xml version="1.0"?>\n<!DOCTYPE TS>\n<TS version="2.1">', 'XML'],
  ['x.h', '#include <stdio.h>\nint f(void);', 'C header'],
  ['x.h', '#pragma once\nnamespace a {\n}', 'C++'],
  ['x.h', '#include <vector>\nint f();', 'C++'],
  ['x.h', '#import <Foundation/Foundation.h>\n@interface A : NSObject\n@end', 'Objective-C'],
  ['x.m', '#import "A.h"\n@implementation A\n@end', 'Objective-C'],
  ['x.m', 'function y = f(x)\n% doc\nend', 'MATLAB'],
  ['x.pl', 'use strict;\nmy $x = 1;', 'Perl'],
  ['x.pl', ':- module(a, []).\np(X) :- q(X).', 'Prolog'],
  ['x.v', 'module top(input clk);\nendmodule', 'Verilog'],
  ['x.v', 'Require Import List.\nLemma a : True.', 'Coq'],
  ['x.fs', 'module A\nlet x = 1', 'F#'],
  ['x.fs', '#version 330\nvoid main() {}', 'GLSL'],
  ['x.inc', '<?php echo 1;', 'PHP'],
  ['x.inc', 'nothing known', undefined],
  ['welcome.blade.php', '', 'Blade'],
  ['x.php', '', 'PHP'],
  ['Dockerfile', '', 'Dockerfile'],
  ['docker/Dockerfile.prod', '', 'Dockerfile'],
  ['CMakeLists.txt', '', 'CMake'],
  ['notes.txt', '', 'Text'],
  ['.env.example', '', 'Dotenv'],
  ['Gemfile', '', 'Ruby'],
  ['go.mod', 'module x\n\ngo 1.24\n', 'Go Module'],
  ['bin/run', '#!/usr/bin/env bash\n', 'Shell'],
  ['bin/run', 'just data', undefined],
  ['x.unknownext', '#!/bin/sh', undefined],
  ['A.JAVA', '', 'Java'],
  ['plot.R', '', 'R'],
  ['.hidden', '', undefined],
]

for (const [path, head, language] of cases) {
  test(`${path} ${JSON.stringify(head.slice(0, 20))} is ${language ?? 'nothing known'}`, () => {
    assert.equal(classifyContent(classifyName(path), head), language)
  })
}

test('the interpreter of a script is found behind env, options, versions and paths', () => {
  const lines: [string, string | undefined][] = [
    ['#!/usr/bin/python3.12', 'Python'],
    ['#! /usr/bin/env -S deno run --allow-net', 'TypeScript'],
    ['#!/usr/bin/env -S FOO=1 node', 'JavaScript'],
    ['#!/bin/sh -e', 'Shell'],
    ['#!/usr/local/bin/ruby', 'Ruby'],
    ['#!/usr/bin/env', undefined],
    ['#!', undefined],
    ['', undefined],
    ['#!/opt/own/tool', undefined],
  ]
  for (const [line, language] of lines) assert.equal(shebangLanguage(`${line}\nx`), language, line)
})
