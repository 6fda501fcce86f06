/** Decides between the languages that share an extension, by the beginning of the file's text. */
type Choice = { language: string; when?: RegExp }[]

const choices: Record<string, Choice> = {
  '.h': [
    { language: 'Objective-C', when: /^\s*(?:@(?:interface|protocol|property|import|class|end)\b|#import\s+[<"])/m },
    {
      language: 'C++',
      when: /^\s*(?:template\s*<|namespace\s+[\w:]+\s*\{?|class\s+\w+[^;]*$|using\s+(?:namespace\s)?\w|(?:public|private|protected)\s*:|constexpr\s)|\bstd::|#include\s*<(?:iostream|string|vector|map|memory|cstd\w+|functional|utility|algorithm|optional)>/m,
    },
    { language: 'C header' },
  ],
  '.m': [
    { language: 'Objective-C', when: /^\s*(?:@(?:interface|implementation|protocol|property|import|end|class)\b|#import\s|#include\s)/m },
    { language: 'MATLAB', when: /^\s*(?:%|function\b|classdef\b|end\b)/m },
    { language: 'Mercury', when: /^:- (?:module|interface)/m },
    { language: 'Objective-C' },
  ],
  '.pl': [
    { language: 'Perl', when: /^#!.*\bperl\b|^\s*(?:use\s+(?:strict|warnings|v?5|[A-Z])|my\s+[$@%]|sub\s+\w+|package\s+\w)/m },
    { language: 'Prolog', when: /^[^#%"']*:-|^:- ?\w|^[a-z]\w*\(.*\)\.\s*$/m },
    { language: 'Perl' },
  ],
  '.t': [
    { language: 'Perl', when: /^#!.*\bperl\b|^\s*use\s+(?:strict|warnings|Test|v?5)|^\s*my\s+[$@%]/m },
    { language: 'Turing', when: /^\s*(?:var|proc|put)\s/m },
  ],
  '.ts': [{ language: 'XML', when: /^\s*(?:<\?xml\b[\s\S]{0,400})?<(?:!DOCTYPE\s+)?TS\b/ }, { language: 'TypeScript' }],
  '.v': [
    { language: 'Coq', when: /^\s*(?:Require\s|Theorem\s|Lemma\s|Proof\.|Definition\s|Inductive\s|From\s+\w+\s+Require)/m },
    { language: 'V', when: /^\s*(?:module\s+\w+\s*$|import\s+\w|pub\s+fn\s|fn\s+\w+\(|\$if\s)/m },
    { language: 'Verilog' },
  ],
  '.fs': [
    { language: 'GLSL', when: /^\s*(?:#version\s|void\s+main\s*\(|uniform\s|varying\s|precision\s)/m },
    { language: 'Forth', when: /^(?::\s+\w+|\\ )/m },
    { language: 'F#' },
  ],
  '.d': [{ language: 'Makefile', when: /^[^\s:]+\.[od]\s*:\s|\\\s*$/m }, { language: 'D' }],
  '.pro': [
    { language: 'QMake', when: /^\s*(?:QT|TEMPLATE|SOURCES|HEADERS|CONFIG|TARGET)\s*[+-]?=/m },
    { language: 'INI', when: /^-(?:keep|dontwarn|dontobfuscate)/m },
    { language: 'Prolog', when: /:-/ },
  ],
  '.cls': [
    { language: 'TeX', when: /^\s*\\(?:ProvidesClass|NeedsTeXFormat|LoadClass|newcommand)/m },
    { language: 'Visual Basic', when: /^VERSION\s+\d|^Attribute\s+VB_/m },
    { language: 'Apex' },
  ],
  '.cl': [{ language: 'OpenCL', when: /\b(?:__kernel|kernel\s+void|__global)\b/ }, { language: 'Common Lisp' }],
  '.inc': [
    { language: 'PHP', when: /<\?(?:php|=)/ },
    { language: 'C++', when: /^\s*#\s*(?:include|define|if|pragma)\b|\bstd::/m },
    { language: 'Assembly', when: /^\s*(?:mov|push|\.macro|%macro|section)\b/im },
    { language: 'Pascal', when: /^\s*(?:procedure|function|unit|begin)\b/im },
  ],
  '.l': [
    { language: 'Lex', when: /^%[{%]/m },
    { language: 'Common Lisp', when: /^\s*\(def/m },
    { language: 'Roff', when: /^\.(?:TH|SH)\b/m },
  ],
  '.y': [{ language: 'Yacc', when: /^%(?:token|\{|%|union|left|type)/m }],
  '.mod': [
    { language: 'Go Module', when: /^module\s+\S+/m },
    { language: 'XML', when: /^\s*</ },
  ],
  '.work': [{ language: 'Go Module', when: /^(?:go|use)\b/m }],
  '.res': [{ language: 'ReScript' }],
  '.gs': [{ language: 'GLSL', when: /^#version|\bgl_Position\b/m }, { language: 'JavaScript' }],
  '.as': [{ language: 'ActionScript', when: /^\s*(?:package|import|class|public)\b/m }],
  '.st': [
    { language: 'Smalltalk', when: /^!\w|\bsubclass:/m },
    { language: 'StringTemplate', when: /^\w+\(.*\)\s*::=/m },
  ],
  '.tpl': [
    { language: 'Go Template', when: /\{\{-?\s*(?:\.|define|if|range|include|template|end|with)/ },
    { language: 'Smarty', when: /\{\/?(?:if|foreach|include|\$)/ },
    { language: 'HTML', when: /<[a-z!]/i },
  ],
  '.sig': [{ language: 'Standard ML', when: /^\s*(?:signature|sig|val|type)\b/m }],
  '.tag': [
    { language: 'Java Server Pages', when: /<%[@\-=]|<\w+:/ },
    { language: 'Riot', when: /<script|<\w+-?\w*>/ },
  ],
  '.mo': [{ language: 'Motoko', when: /^\s*(?:import|actor|module|func|persistent)\b/m }],
  '.do': [{ language: 'Stata', when: /^\s*(?:use|gen|replace|foreach|\*)\b/m }],
  '.1': roff(),
  '.3': roff(),
  '.5': roff(),
  '.8': roff(),
}

function roff(): Choice {
  return [{ language: 'Roff', when: /^\.(?:TH|SH|Dd|de|\\")/m }]
}

export function isAmbiguous(extension: string): boolean {
  return Object.hasOwn(choices, extension)
}

/** The language of an ambiguous file; undefined when its text fits none of them. */
export function chooseLanguage(extension: string, text: string): string | undefined {
  return choices[extension]?.find(({ when }) => when === undefined || when.test(text))?.language
}
