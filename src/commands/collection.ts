import { visible } from '../text/visible.ts';
import { bashQuoted, powershellQuoted } from './quote.ts';
import { fileName } from './values.ts';

/** What a script does for one item: copy what stands at places, run commands, or nothing that it could. */
export interface CollectionStep {
  readonly title: string;
  /** Places with `*` for what differs; one without a folder lies where the script is started. */
  readonly places: readonly string[];
  readonly commands: readonly string[];
}

/** What a collection script is about. */
export interface Collection {
  readonly id: string;
  readonly title: string;
  readonly steps: readonly CollectionStep[];
}

const DIGIT = '[0-9]';

/** Titles of what a reader has to add by hand. */
function leftOf(steps: readonly CollectionStep[]): string[] {
  return steps.filter(({ places, commands }) => places.length + commands.length === 0).map(({ title }) => title);
}

/** A text in single quotes, its pattern outside of them, as the shell spreads it there. */
function bashWord(text: string): string {
  return text
    .split(/(\*|\[0-9\])/u)
    .map((part) => (part === '' || part === '*' || part === DIGIT ? part : bashQuoted(part)))
    .join('');
}

/** The script for bash: copies what stands at the places of each step, and makes one archive. */
export function bashCollection(collection: Collection): string {
  const { steps } = collection;
  const [id, title] = headOf(collection);
  return `#!/usr/bin/env bash
# 疎通カルテ: ${title} の情報を 1 つのファイルにまとめます。
# ファイルを読み取ってコピーするだけで、設定は変更しません。root の権限は、ログを読み取るために使います。
# 使い方: sudo bash collect-${id}.sh [保存するフォルダー]
# 疎通確認のログなど、自分で作ったファイルは、このスクリプトを実行するフォルダーに置いてください。
set -u
out="\${1:-$PWD}"
name="evidence-${id}-$(uname -n)-$(date +%Y%m%d-%H%M%S)"
[ "$(id -u)" -eq 0 ] || echo "root ではないため、読み取れないファイルがあるかもしれません。" >&2
mkdir -p "$out" || exit 1
out="$(cd "$out" && pwd)"
work="$(mktemp -d "$out/.collect-XXXXXX")" || exit 1
trap 'rm -rf "$work"' EXIT
mkdir "$work/$name"
log="$work/collected.txt"

# 空きが足りないときは、コピーを始めません。
need() { du -scLk -- "$@" 2> /dev/null | tail -n 1 | cut -f 1; }
free="$(df -Pk "$out" | awk 'NR == 2 { print $4 }')"

# コピーできたものと、なかったものを一覧に残します。
collect() {
  for path in "$@"; do
    [ -e "$work/$name/$path" ] && continue
    if [ ! -e "$path" ]; then
      echo "missing $path" >> "$log"
      continue
    fi
    # コピーと圧縮したファイルの両方が入るだけの空きが必要です。
    size="$(need "$path")"
    if [ "$((\${size:-0} * 2))" -gt "$free" ]; then
      echo "空き容量が足りないため、飛ばします: $path (\${size} KB)" >&2
      echo "skipped $path" >> "$log"
      continue
    fi
    free="$((free - size))"
    mkdir -p "$work/$name/$(dirname -- "$path")"
    cp -RL -- "$path" "$work/$name/$(dirname -- "$path")/" 2>> "$work/errors.txt"
    echo "copied $path" >> "$log"
  done
}

${steps
  .filter(({ places }) => places.length > 0)
  .map(({ title: own, places }) => `# ${visible(own)}\ncollect ${places.map(bashWord).join(' ')}`)
  .join('\n')}

cd "$work/$name" || exit 1
[ -s "$work/errors.txt" ] && mv "$work/errors.txt" .
{
  cat "$log" 2> /dev/null
  echo "# ファイル、大きさ (バイト)、SHA-256"
  find . -type f -print0 | while IFS= read -r -d '' file; do
    printf '%s\\t%s\\t%s\\n' "$file" "$(wc -c < "$file")" "$(sha256sum < "$file" | cut -c 1-64)"
  done
} > "$work/manifest.txt"
mv "$work/manifest.txt" .
cd "$work" || exit 1
if command -v zip > /dev/null; then
  zip -qr "$out/$name.zip" "$name" && echo "作成しました: $out/$name.zip"
else
  tar -czf "$out/$name.tar.gz" "$name" && echo "作成しました: $out/$name.tar.gz"
fi
${leftOf(steps)
  .map((item) => `echo ${bashWord(`手作業で加えてください: ${item}`)}`)
  .join('\n')}
`;
}

/** The script for PowerShell. */
export function powershellCollection(collection: Collection): string {
  const { steps } = collection;
  const [id, title] = headOf(collection);
  const commands = steps.flatMap(({ commands: own }) => own);
  return `# 疎通カルテ: ${title} の情報を 1 つの zip にまとめます。
# ファイルを読み取ってコピーするだけで、設定は変更しません。管理者の権限は、ログを読み取るために使います。
# 使い方 (管理者の PowerShell): powershell -ExecutionPolicy Bypass -File collect-${id}.ps1 [-Out 保存するフォルダー]
# 実行ポリシーは、この 1 回の実行だけに効き、元の設定は変わりません。
# 疎通確認のログなど、自分で作ったファイルは、このスクリプトを実行するフォルダーに置いてください。
param([string]$Out = (Get-Location).Path)
if ([Environment]::Is64BitOperatingSystem -and -not [Environment]::Is64BitProcess) {
  Write-Error '64 ビットの PowerShell で実行してください。'
  exit 1
}
$user = [Security.Principal.WindowsPrincipal][Security.Principal.WindowsIdentity]::GetCurrent()
if (-not $user.IsInRole([Security.Principal.WindowsBuiltInRole]::Administrator)) {
  Write-Warning '管理者ではないため、読み取れないファイルがあるかもしれません。'
}
$name = "evidence-${id}-$env:COMPUTERNAME-$(Get-Date -Format yyyyMMdd-HHmmss)"
New-Item -ItemType Directory -Path $Out -Force | Out-Null
$Out = (Get-Item -LiteralPath $Out).FullName
$stage = Join-Path $Out ".collect$PID"
$work = Join-Path $stage $name
New-Item -ItemType Directory -Path $work -Force | Out-Null
$log = @()
$failed = @()

# コピーできたものと、なかったものを一覧に残します。
$paths = @(
${steps
  .flatMap(({ title: own, places }) =>
    places.length === 0 ? [] : [`  # ${visible(own)}`, ...places.map((place) => `  ${powershellQuoted(place)}`)],
  )
  .join('\n')}
)
foreach ($path in $paths) {
  $expanded = [Environment]::ExpandEnvironmentVariables($path)
  $found = @(Get-Item -Path $expanded -Force -ErrorAction SilentlyContinue)
  if ($found.Count -eq 0) { $log += "missing $expanded" }
  foreach ($source in $found) {
    $parent = (Split-Path -Path $source.FullName -Parent) -replace ':', ''
    $target = Join-Path $work $parent.TrimStart('\\')
    if (Test-Path -LiteralPath (Join-Path $target $source.Name)) { continue }
    New-Item -ItemType Directory -Path $target -Force | Out-Null
    Copy-Item -LiteralPath $source.FullName -Destination $target -Recurse -Force -ErrorAction SilentlyContinue -ErrorVariable +failed
    $log += "copied $($source.FullName)"
  }
}
${commands.length === 0 ? '' : `\n# 情報を書き出すコマンドです。設定は変更しません。\nPush-Location -LiteralPath $work\n${commands.join('\n')}\nPop-Location\n`}
if ($failed.Count -gt 0) {
  $failed | ForEach-Object { "$_" } | Set-Content -LiteralPath (Join-Path $work 'errors.txt') -Encoding UTF8
}
$log += '# ファイル、大きさ (バイト)、SHA-256'
$log += Get-ChildItem -LiteralPath $work -Recurse -File -Force | ForEach-Object {
  $hash = (Get-FileHash -LiteralPath $_.FullName -Algorithm SHA256).Hash
  "$($_.FullName.Substring($work.Length + 1))\`t$($_.Length)\`t$hash"
}
$log | Set-Content -LiteralPath (Join-Path $work 'manifest.txt') -Encoding UTF8

# Compress-Archive は 2 GB を超えるファイルを扱えないため、.NET の機能で圧縮します。
Add-Type -AssemblyName System.IO.Compression, System.IO.Compression.FileSystem
$zip = Join-Path $Out "$name.zip"
[IO.Compression.ZipFile]::CreateFromDirectory($work, $zip, [IO.Compression.CompressionLevel]::Optimal, $true)
Remove-Item -LiteralPath $stage -Recurse -Force
Write-Output "作成しました: $zip"
${leftOf(steps)
  .map((item) => `Write-Output ${powershellQuoted(`手作業で加えてください: ${item}`)}`)
  .join('\n')}
`;
}

/** Name and title as they stand in names of files and in comments. */
function headOf({ id, title }: Collection): readonly [string, string] {
  return [fileName(id) ?? 'evidence', visible(title)];
}
