/** npm run new:signature -- <id> [--tool curl] [--title "…"]: makes the folder of a new signature. */
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { FILL } from './fill.mjs';

const USAGE = 'usage: npm run new:signature -- <id> [--tool curl] [--title "…"]';
const SIGNATURES = process.env.SIGNATURES_DIR ?? fileURLToPath(new URL('../content/signatures/', import.meta.url));
/** What writes messages: tools whose output is read, and what else stands in logs. */
const TOOLS = [...toolFolders(), 'netsh', 'powershell', 'shell', 'script'];
const ID = /^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/u;
const LONGEST_ID = 60;

const [id, tool, title] = readArguments();
if (!ID.test(id) || id.length > LONGEST_ID)
  fail(
    `"${id}" is no id: small letters and digits in words joined by hyphens, the tool first (curl-28-connect-timeout)`,
  );
if (!ID.test(tool)) fail(`"${tool}" is no name of a tool: small letters, as in ${TOOLS.join(', ')}`);
const folder = join(SIGNATURES, id);
if (existsSync(folder)) fail(`the id ${id} is taken`);
if (retiredIds().has(id)) fail(`the id ${id} is retired; ids are never reused`);

mkdirSync(folder);
writeFileSync(join(folder, 'signature.yaml'), yaml(), { flag: 'wx' });
writeFileSync(join(folder, 'ja.mdx'), page(), { flag: 'wx' });
console.log(`made ${join(folder, 'signature.yaml')}`);
console.log(`made ${join(folder, 'ja.mdx')}`);
console.log(`Fill in what is marked ${FILL} in both, then run npm test.`);

function readArguments() {
  try {
    const { values, positionals } = parseArgs({
      allowPositionals: true,
      options: { tool: { type: 'string' }, title: { type: 'string' } },
    });
    if (positionals.length !== 1) fail(USAGE);
    const given = positionals[0];
    const prefix = TOOLS.find((name) => given.startsWith(`${name}-`));
    return [given, values.tool ?? prefix ?? 'curl', values.title ?? given];
  } catch (error) {
    fail(`${error.message}\n${USAGE}`);
  }
}

/** Each tool whose output is read has a folder of its name. */
function toolFolders() {
  return readdirSync(new URL('../src/tools/', import.meta.url), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name);
}

/** Ids that once had a page: one `- id` in each line. */
function retiredIds() {
  const file = join(SIGNATURES, 'retired.yaml');
  if (!existsSync(file)) return new Set();
  const entries = readFileSync(file, 'utf8').matchAll(/^\s*-\s+["']?([a-z0-9-]+)/gmu);
  return new Set([...entries].map(([, retired]) => retired));
}

function yaml() {
  const message = JSON.stringify(`${title}: {text}`);
  return `tool: ${tool}
layer: tcp # dns | tcp | tls | http | proxy | service | tool
verdict: unreachable # reachable | unreachable | indeterminate | not_run | informational
cause: other # null for an informational line
patterns: # literal text; {host} {ip} {port} {n} {word} {text} stand for the variable parts
  - ${message}
examples: # whole lines; each pattern needs one, and this signature must explain each better than any other
  - ${JSON.stringify(`${title}: example`)}
related: []
sources: # pages, or files with their line, that show the message; seen: the month of the copy that you read
  - title: "${FILL}: 資料の名前"
    url: "https://example.com/"
    seen: "${new Date().toISOString().slice(0, 7)}"
`;
}

function page() {
  return `---
title: ${JSON.stringify(title)}
meaning: "${FILL}: 一、二文で、結論から書きます。"
---

## 意味

${FILL}: この出力が示すことと、その段階を書きます。

## 判定

判定は「到達できない」です。${FILL}: 通信が成立したかどうかと、その理由を書きます。

## よくある原因

1. ${FILL}: 可能性の高い順に書きます

## 次に確認すること

${FILL}: 確認に使うコマンドを書きます。

\`\`\`bash
nslookup login.microsoft.com
\`\`\`

## 採取する情報

- ${FILL}: この文字列だけに必要なものを書きます。ほかは、採取の一覧からツールと段階で選ばれます
`;
}

function fail(message) {
  console.error(message);
  process.exit(1);
}
