import type { EvidenceKnowledge, EvidenceScenario } from '../knowledge/types.ts';
import { itemsOf } from './scenarios.ts';

/** A path with a part that only the reader knows cannot be collected by itself. */
const UNKNOWN_PART = /[<>%{}]/u;

/** A script that gathers what a scenario asks for into one archive; null for a scenario without that system. */
export function collectionScript(
  scenario: EvidenceScenario,
  knowledge: EvidenceKnowledge,
  system: 'linux' | 'windows',
): string | null {
  const items = itemsOf(scenario, knowledge.scenarios).filter(
    ({ os, scope }) => (os === system || os === 'any') && scope !== 'manual' && scope !== 'extra',
  );
  const isOwn = (path: string): boolean => (system === 'linux' ? path.startsWith('/') : /^[A-Z]:\\/u.test(path));
  const paths = items.flatMap((item) => item.paths.filter((path) => isOwn(path) && !UNKNOWN_PART.test(path)));
  const left = items.filter((item) => !item.paths.some((path) => isOwn(path) && !UNKNOWN_PART.test(path)));
  if (items.length === 0) return null;
  const titles = left.map(({ title }) => title);
  return system === 'linux' ? bash(scenario, paths, titles) : powershell(scenario, paths, titles);
}

function bash({ id, title }: EvidenceScenario, paths: readonly string[], left: readonly string[]): string {
  return `#!/usr/bin/env bash
# 疎通カルテ: ${title} の情報を 1 つのファイルにまとめます。
# ファイルを読み取ってコピーするだけで、設定は変更しません。root で実行してください。
# 使い方: sudo bash collect-${id}.sh [保存するフォルダー]
set -u
out="\${1:-$PWD}"
name="evidence-${id}-$(uname -n)-$(date +%Y%m%d%H%M%S)"
work="$(mktemp -d)"
trap 'rm -rf "$work"' EXIT
mkdir -p "$work/$name"
manifest="$work/$name/manifest.txt"
echo "# $name" > "$manifest"

# コピーできたものと、なかったものを一覧に残します。
collect() {
  for path in "$@"; do
    if [ -e "$path" ]; then
      mkdir -p "$work/$name$(dirname "$path")"
      cp -RL "$path" "$work/$name$(dirname "$path")/" 2>> "$work/$name/errors.txt" || true
      echo "copied $path" >> "$manifest"
    else
      echo "missing $path" >> "$manifest"
    fi
  done
}

${paths.map((path) => `collect ${path.replace(/\/$/u, '')}`).join('\n')}

(cd "$work/$name" && find . -type f ! -name manifest.txt -exec sha256sum {} + >> manifest.txt)
mkdir -p "$out"
if command -v zip > /dev/null; then
  (cd "$work" && zip -qry "$out/$name.zip" "$name") && echo "作成しました: $out/$name.zip"
else
  tar -C "$work" -czf "$out/$name.tar.gz" "$name" && echo "作成しました: $out/$name.tar.gz"
fi
${left.map((item) => `echo "手作業で加えてください: ${item.replaceAll(/["$`\\]/gu, '')}"`).join('\n')}
`;
}

function powershell({ id, title }: EvidenceScenario, paths: readonly string[], left: readonly string[]): string {
  return `# 疎通カルテ: ${title} の情報を 1 つの zip にまとめます。
# ファイルを読み取ってコピーするだけで、設定は変更しません。管理者として実行してください。
# 使い方: powershell -ExecutionPolicy Bypass -File collect-${id}.ps1 [-Out 保存するフォルダー]
param([string]$Out = (Get-Location).Path)
$name = "evidence-${id}-$env:COMPUTERNAME-$(Get-Date -Format yyyyMMddHHmmss)"
$work = Join-Path ([IO.Path]::GetTempPath()) $name
New-Item -ItemType Directory -Path $work -Force | Out-Null
$manifest = Join-Path $work 'manifest.txt'
"# $name" | Set-Content -Path $manifest -Encoding UTF8

# コピーできたものと、なかったものを一覧に残します。
foreach ($path in @(${paths.map((path) => `'${path.replace(/\\$/u, '')}'`).join(', ')})) {
  if (Test-Path -Path $path) {
    $target = Join-Path $work (($path -replace ':', '').TrimStart('\\'))
    New-Item -ItemType Directory -Path (Split-Path $target) -Force | Out-Null
    Copy-Item -Path $path -Destination $target -Recurse -Force -ErrorAction SilentlyContinue
    "copied $path" | Add-Content -Path $manifest -Encoding UTF8
  } else {
    "missing $path" | Add-Content -Path $manifest -Encoding UTF8
  }
}
Get-ChildItem -Path $work -Recurse -File | Where-Object Name -ne 'manifest.txt' | Get-FileHash -Algorithm SHA256 |
  ForEach-Object { "$($_.Hash)  $($_.Path.Substring($work.Length + 1))" } | Add-Content -Path $manifest -Encoding UTF8
Compress-Archive -Path $work -DestinationPath (Join-Path $Out "$name.zip") -Force
Remove-Item -Path $work -Recurse -Force
Write-Output "作成しました: $(Join-Path $Out "$name.zip")"
${left.map((item) => `Write-Output '手作業で加えてください: ${item.replaceAll("'", "''")}'`).join('\n')}
`;
}
