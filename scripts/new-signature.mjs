/** npm run new:signature -- <id> [--tool curl] [--title "…"]: makes the folder of a new signature. */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

const SIGNATURES = process.env.SIGNATURES_DIR ?? fileURLToPath(new URL('../content/signatures/', import.meta.url));
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { tool: { type: 'string', default: 'curl' }, title: { type: 'string', default: '' } },
});
const [id = ''] = positionals;

function fail(message) {
  console.error(message);
  process.exit(1);
}

if (!/^[a-z0-9]+(?:-[a-z0-9]+)*$/u.test(id))
  fail('usage: npm run new:signature -- <id>, where the id has small letters, digits and single hyphens');
const folder = join(SIGNATURES, id);
if (existsSync(folder)) fail(`the id ${id} is taken`);
const retired = join(SIGNATURES, 'retired.txt');
if (existsSync(retired) && readFileSync(retired, 'utf8').split('\n').includes(id))
  fail(`the id ${id} is retired; ids are never reused`);

const title = values.title === '' ? id : values.title;
mkdirSync(folder);
writeFileSync(
  join(folder, 'signature.yaml'),
  `tool: ${values.tool}
layer: tcp # dns | tcp | tls | http | proxy | service | tool
verdict: unreachable # reachable | unreachable | indeterminate | not_run | informational
cause: other
patterns: # literal text; {host} {ip} {port} {n} {word} {text} stand for the variable parts
  - "${title}: {text}"
examples: # each must be explained by this signature and no other
  - "${title}: example"
related: []
sources: []
`,
);
writeFileSync(
  join(folder, 'ja.mdx'),
  `---
title: ${JSON.stringify(title)}
meaning: "一文で、結論から書きます。"
---

## 意味

## 判定

## よくある原因

## 次に確認すること

## 採取する情報
`,
);
console.log(`made ${folder}; now fill both files and run npm test`);
