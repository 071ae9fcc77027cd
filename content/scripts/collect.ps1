# 疎通カルテ: {{title}} の情報を 1 つの zip にまとめます。
# ファイルを読み取ってコピーするだけで、設定は変更しません。管理者の権限は、ログを読み取るために使います。
# 使い方 (管理者の PowerShell): powershell -ExecutionPolicy Bypass -File collect-{{id}}.ps1 [-Out 保存するフォルダー]
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
$name = "evidence-{{id}}-$env:COMPUTERNAME-$(Get-Date -Format yyyyMMdd-HHmmss)"
New-Item -ItemType Directory -Path $Out -Force | Out-Null
$Out = (Get-Item -LiteralPath $Out).FullName
$stage = Join-Path $Out ".collect$PID"
$work = Join-Path $stage $name
New-Item -ItemType Directory -Path $work -Force | Out-Null
$log = @()
$failed = @()

# コピーできたものと、なかったものを一覧に残します。
$paths = @(
  # {{paths}}
)
foreach ($path in $paths) {
  $expanded = [Environment]::ExpandEnvironmentVariables($path)
  $found = @(Get-Item -Path $expanded -Force -ErrorAction SilentlyContinue)
  if ($found.Count -eq 0) { $log += "missing $expanded" }
  foreach ($source in $found) {
    $parent = (Split-Path -Path $source.FullName -Parent) -replace ':', ''
    $target = Join-Path $work $parent.TrimStart('\')
    if (Test-Path -LiteralPath (Join-Path $target $source.Name)) { continue }
    New-Item -ItemType Directory -Path $target -Force | Out-Null
    Copy-Item -LiteralPath $source.FullName -Destination $target -Recurse -Force -ErrorAction SilentlyContinue -ErrorVariable +failed
    $log += "copied $($source.FullName)"
  }
}
# {{begin commands}}

# 情報を書き出すコマンドです。設定は変更しません。
Push-Location -LiteralPath $work
# {{commands}}
Pop-Location
# {{end commands}}

if ($failed.Count -gt 0) {
  $failed | ForEach-Object { "$_" } | Set-Content -LiteralPath (Join-Path $work 'errors.txt') -Encoding UTF8
}
$log += '# ファイル、大きさ (バイト)、SHA-256'
$log += Get-ChildItem -LiteralPath $work -Recurse -File -Force | ForEach-Object {
  $hash = (Get-FileHash -LiteralPath $_.FullName -Algorithm SHA256).Hash
  "$($_.FullName.Substring($work.Length + 1))`t$($_.Length)`t$hash"
}
$log | Set-Content -LiteralPath (Join-Path $work 'manifest.txt') -Encoding UTF8

# Compress-Archive は 2 GB を超えるファイルを扱えないため、.NET の機能で圧縮します。
Add-Type -AssemblyName 'System.IO.Compression', 'System.IO.Compression.FileSystem'
$zip = Join-Path $Out "$name.zip"
[IO.Compression.ZipFile]::CreateFromDirectory($work, $zip, [IO.Compression.CompressionLevel]::Optimal, $true)
Remove-Item -LiteralPath $stage -Recurse -Force
Write-Output "作成しました: $zip"
# {{manual}}
