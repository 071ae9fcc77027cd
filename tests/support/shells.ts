import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Language, Parser, type Node } from 'web-tree-sitter';

const MODULES = new URL('../../node_modules/', import.meta.url);

/** Restricted, without commands to find and without a folder to write to: a mistake of ours runs nothing. */
function bash(script: string): string {
  const { stdout, stderr, status } = spawnSync('/bin/bash', ['--norc', '--noprofile', '-r'], {
    input: script,
    encoding: 'utf8',
    env: { PATH: '', LC_ALL: 'C.UTF-8' },
    cwd: '/',
    maxBuffer: 1 << 26,
  });
  if (status !== 0 || stderr !== '') throw new Error(`bash: ${stderr}`);
  return stdout;
}

/** The words of simple commands as bash splits them. */
export function bashWords(commands: readonly string[]): string[][] {
  const script = ['w() { printf "%s\\0" "$#" "$@"; }', ...commands.map((command) => `w ${command}`)].join('\n');
  const all = bash(script).split('\0').slice(0, -1);
  const words: string[][] = [];
  for (let at = 0; at < all.length;) {
    const count = Number(all[at]);
    words.push(all.slice(at + 1, at + 1 + count));
    at += 1 + count;
  }
  return words;
}

/** Commands in the form in which bash writes them after parsing; nothing is run. */
export function bashParsed(commands: readonly string[]): string[] {
  const script = commands.map((command, at) => `f${at}() { ${command}\n}\ndeclare -f f${at}; echo ---`).join('\n');
  return bash(script)
    .split('---\n')
    .slice(0, -1)
    .map((text) => text.replace(/^f\d+ \(\) *\n/u, ''));
}

await Parser.init();
const parser = new Parser();
parser.setLanguage(
  await Language.load(
    readFileSync(fileURLToPath(new URL('tree-sitter-powershell/tree-sitter-powershell.wasm', MODULES))),
  ),
);

/** The tree of a PowerShell text as its grammar reads it. @throws {Error} for a text that it does not read. */
export function powershellTree(text: string): Node {
  // the grammar does not read a list of bare words, as columns of a table
  const tree = parser.parse(
    text.replaceAll(/ \| (Format-Table|Format-List|Select-Object) \w+(?:, \w+)+(?= \||$)/gmu, ' | $1'),
  );
  if (tree === null || tree.rootNode.hasError) throw new Error(`PowerShell cannot read: ${text}`);
  return tree.rootNode;
}

/** The words of one simple PowerShell command. @throws {Error} when the text is anything but one. */
export function powershellWords(text: string): string[] {
  const commands = powershellTree(text)
    .descendantsOfType('command')
    .filter((node) => node !== null);
  const statements = powershellTree(text).descendantsOfType(['pipeline', 'comment', 'empty_statement']);
  const [command] = commands;
  if (command === undefined || commands.length !== 1 || statements.length !== 1 || command.text !== text)
    throw new Error(`not one command of PowerShell: ${text}`);
  const elements = command.childForFieldName('command_elements');
  return [
    command.childForFieldName('command_name')?.text ?? '',
    ...(elements?.children ?? []).flatMap((node) =>
      node === null || node.type === 'command_argument_sep' ? [] : [unquoted(node.text)],
    ),
  ];
}

function unquoted(text: string): string {
  if (/^'.*'$/su.test(text)) return text.slice(1, -1).replaceAll("''", "'");
  return /^".*"$/su.test(text) ? text.slice(1, -1) : text;
}
