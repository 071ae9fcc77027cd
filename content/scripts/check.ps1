# 疎通カルテの確認スクリプト (karte-check 1): {{title}}
#
# 行うこと: 下の一覧の宛先について、名前解決、TCP、TLS、HTTP を、直接の経路と見つかったプロキシで確認します。
# 行わないこと: 設定の変更、情報の送信、パスワードの質問。プロキシの認証情報は送らず、表示もしません。
# 作るファイル: 実行したフォルダーのログ 1 つだけです (書けないときは、一時フォルダーに作ります)。
# 使い方: powershell -NoProfile -ExecutionPolicy Bypass -File .\check.ps1
# 管理者でなくても動きますが、ほかのアカウントの設定は、管理者でないと読めないことがあります。
# Bypass は、この 1 回の実行だけに効き、元の実行ポリシーは変わりません。Ctrl+C で止めると、そこまでのログが残ります。
Set-StrictMode -Version 2
$ErrorActionPreference = 'Stop'
$ProgressPreference = 'SilentlyContinue'
$MOST = 32  # 同時に行う確認の数
$WEB = 30   # この秒数を過ぎたら、TCP、TLS、HTTP の新しい確認を始めません
$ALL = 40   # この秒数を過ぎたら、新しい確認を始めません
$SIZES = 25 # この秒数を過ぎたら、大きさの確認は始めません
$END = 58   # この秒数を過ぎたら、待つのをやめます
# 答えの遅い名前解決が、ほかの名前解決を待たせないようにします。
[void][Threading.ThreadPool]::SetMinThreads(64, 64)
$watch = [Diagnostics.Stopwatch]::StartNew()
$began = [DateTime]::Now
$me = [Security.Principal.WindowsPrincipal][Security.Principal.WindowsIdentity]::GetCurrent()
$isAdmin = $me.IsInRole([Security.Principal.WindowsBuiltInRole]::Administrator)

# --- 宛先の一覧: サービス、ポート、名前、パス ---
$targets = [Collections.ArrayList]::new()
function Add-Target($service, $port, $name, $path) {
  [void]$targets.Add(@{ service = $service; port = [int]$port; name = $name; path = $path })
}
# {{targets}}

# --- 指定されたプロキシ ---
$given = ''
# {{proxies}}

# --- 1 つの確認 (並行して動かすため、ここから下の関数は、ほかの値を使いません) ---
# 残りの時間 (ミリ秒): 1 つの確認は 10 秒までです。
function Get-Left($clock) { [Math]::Max(1, [int](10000 - $clock.ElapsedMilliseconds)) }

# 相手が書いた文字から、改行などを除きます。
function Get-Plain($text) {
  $plain = ("$text" -replace '[\p{C}\p{Zl}\p{Zp}]', ' ').Trim()
  $plain.Substring(0, [Math]::Min(200, $plain.Length))
}

# 接続の失敗を、記録する言葉にします (Windows ソケットのエラー コード)。
function Get-Word($problem) {
  for ($at = $problem; $null -ne $at; $at = $at.InnerException) {
    if ($at -isnot [Net.Sockets.SocketException]) { continue }
    switch ($at.ErrorCode) {
      10013 { return 'denied' }
      10051 { return 'no-route' }
      10054 { return 'reset' }
      10060 { return 'timeout' }
      10061 { return 'refused' }
      10065 { return 'unreachable' }
      11001 { return 'name' }
      11002 { return 'name' }
      11004 { return 'name' }
    }
  }
  'failed'
}

# つながった後の失敗を、記録する言葉にします。
function Get-TalkWord($problem) {
  $word = 'failed'
  for ($at = $problem; $null -ne $at; $at = $at.InnerException) {
    if ($at -is [Net.Sockets.SocketException]) {
      if ($at.ErrorCode -eq 10060) { return 'timeout' }
      if ($at.ErrorCode -eq 10053 -or $at.ErrorCode -eq 10054) { return 'reset' }
      return 'failed'
    }
    if ($at -is [Security.Authentication.AuthenticationException]) { return 'failed' }
    if ($at -is [IO.IOException]) { $word = 'closed' }
  }
  $word
}

# 名前解決: システムの答えと、設定にある DNS サーバーに直接聞いた答え。
function Test-Lookup($name, $servers) {
  $clock = [Diagnostics.Stopwatch]::StartNew()
  $asked = [Net.Dns]::BeginGetHostAddresses($name, $null, $null)
  $said = ''
  $server = ''
  $aliases = @()
  foreach ($one in $servers) {
    if ($server -ne '' -or $clock.ElapsedMilliseconds -gt 5000) { break }
    try {
      $said = 'nodata'
      foreach ($record in @(Resolve-DnsName -Name $name -Type A -Server $one -DnsOnly -NoHostsFile -QuickTimeout -ErrorAction Stop)) {
        if ("$($record.Type)" -eq 'CNAME') { $aliases += $record.NameHost }
        if ("$($record.Type)" -eq 'A') { $said = 'ok' }
      }
      $server = $one
    } catch {
      switch -Wildcard ($_.FullyQualifiedErrorId) {
        '*NAME_ERROR*' { $said = 'nxdomain'; $server = $one; break }
        '*SERVER_FAILURE*' { $said = 'servfail'; $server = $one; break }
        '*REFUSED*' { $said = 'refused'; $server = $one; break }
        '*NO_RECORDS*' { $said = 'nodata'; $server = $one; break }
        '*TIMEOUT*' { $said = 'timeout'; break }
        default { $said = 'failed' }
      }
    }
  }
  $addresses = @()
  $done = $asked.AsyncWaitHandle.WaitOne((Get-Left $clock))
  if ($done) { try { $addresses = @([Net.Dns]::EndGetHostAddresses($asked)) } catch { $addresses = @() } }
  if ($addresses.Count -gt 0) { 'result: ok' }
  elseif (-not $done) { 'result: timeout' }
  elseif ($said -eq '' -or $said -eq 'ok') { 'result: failed' }
  else { "result: $said" }
  if ($server -ne '') { "server: $server" }
  foreach ($alias in $aliases) { "cname: $(Get-Plain $alias)" }
  foreach ($address in $addresses) { "address: $address" }
  'with: .NET, Resolve-DnsName'
}

# 名前を解決し、アドレスを順に試します。
function Connect-Host($name, $port, $clock) {
  $result = @{ word = 'name'; address = ''; client = $null }
  try {
    $asked = [Net.Dns]::BeginGetHostAddresses($name, $null, $null)
    if (-not $asked.AsyncWaitHandle.WaitOne((Get-Left $clock))) { return $result }
    $found = @([Net.Dns]::EndGetHostAddresses($asked))
  } catch { return $result }
  $addresses = @($found | Where-Object { $_.AddressFamily -eq 'InterNetwork' }) + @($found | Where-Object { $_.AddressFamily -ne 'InterNetwork' })
  $left = $addresses.Count
  foreach ($address in $addresses) {
    $share = [int]((Get-Left $clock) / $left)
    $left -= 1
    $result.address = "$address"
    $client = [Net.Sockets.TcpClient]::new($address.AddressFamily)
    try {
      $asked = $client.BeginConnect($address, $port, $null, $null)
      if ($asked.AsyncWaitHandle.WaitOne($share)) {
        $client.EndConnect($asked)
        $result.word = 'ok'
        $result.client = $client
        return $result
      }
      $result.word = 'timeout'
    } catch { $result.word = Get-Word $_.Exception }
    $client.Close()
  }
  $result
}

# TCP
function Test-Connect($name, $port) {
  $done = Connect-Host $name $port ([Diagnostics.Stopwatch]::StartNew())
  "tcp: $($done.word)"
  'with: .NET'
  if ($null -ne $done.client) { $done.client.Close() }
}

function Send-Text($stream, $text) {
  $bytes = [Text.Encoding]::ASCII.GetBytes($text)
  $stream.Write($bytes, 0, $bytes.Length)
}

# 応答のヘッダーの終わりまでを読みます。
function Read-Head($stream, $client, $clock) {
  $text = ''
  $buffer = [byte[]]::new(4096)
  while ($text.Length -lt 32768 -and $text -notmatch '\r?\n\r?\n' -and $clock.ElapsedMilliseconds -lt 10000) {
    $client.ReceiveTimeout = Get-Left $clock
    $count = $stream.Read($buffer, 0, $buffer.Length)
    if ($count -le 0) { break }
    $text += [Text.Encoding]::ASCII.GetString($buffer, 0, $count)
  }
  ($text -split '\r?\n\r?\n')[0]
}

# 1 つの要求: 状態コード、応答のヘッダー、または失敗の言葉。
function Get-Answer($stream, $client, $clock, $request) {
  $answer = @{ status = ''; head = ''; word = 'closed' }
  try {
    Send-Text $stream $request
    $answer.head = Read-Head $stream $client $clock
    if ($answer.head -match '^HTTP/[0-9.]+ ([0-9]{3})') { $answer.status = $Matches[1] }
    elseif ($clock.ElapsedMilliseconds -ge 10000) { $answer.word = 'timeout' }
  } catch { $answer.word = Get-TalkWord $_.Exception }
  $answer
}

# 応答の行とヘッダーのうち、だれが書いたかを示すものです。
function Get-Header($head) {
  $lines = @($head -split '\r?\n')
  if ($lines[0] -match '^HTTP/') { "status: $(Get-Plain $lines[0])" }
  $count = 0
  foreach ($line in $lines) {
    if ($line -notmatch '^(server|via|location|date|age|x-[a-z-]*|proxy-[a-z]*): ' -or $count -ge 12) { continue }
    $count += 1
    "header: $(Get-Plain $line)"
  }
  # Date ヘッダーとの差から、このマシンの時刻のずれが分かります。
  if ($head -match '(?m)^date: ') { "at: $([DateTime]::UtcNow.ToString('yyyy-MM-ddTHH:mm:ssZ', [Globalization.CultureInfo]::InvariantCulture))" }
}

# TLS: 既定のバージョンで接続し、証明書の検証の結果を記録します。
function Connect-Tls($stream, $client, $name, $clock, $seen) {
  # 検証に失敗しても、結果を記録するために最後まで進みます。その後、要求は送りません。
  # このブロックは同じスレッドでだけ動くため、非同期にせず、ReceiveTimeout で待つ時間を決めます (PowerShell の issue 17340)。
  $check = {
    param($from, $certificate, $chain, $errors)
    $seen['errors'] = [int]$errors
    $seen['verify'] = "$errors"
    if ($null -ne $certificate) { $seen['issuer'] = $certificate.Issuer; $seen['subject'] = $certificate.Subject }
    if ($null -ne $chain) { foreach ($one in $chain.ChainStatus) { $seen['verify'] += " $($one.Status)" } }
    $true
  }.GetNewClosure()
  $client.ReceiveTimeout = Get-Left $clock
  $tls = [Net.Security.SslStream]::new($stream, $false, $check)
  try { $tls.AuthenticateAsClient($name, $null, [Security.Authentication.SslProtocols]::None, $false) }
  catch {
    # None (Windows の既定) を使えない設定では、通信の前に引数のエラーになります (.NET Framework の _SslState.cs)。
    $isUnknown = $false
    for ($at = $_.Exception; $null -ne $at; $at = $at.InnerException) {
      if ($at -is [ArgumentException] -or $at -is [NotSupportedException]) { $isUnknown = $true }
    }
    if (-not $isUnknown) { throw }
    $tls = [Net.Security.SslStream]::new($stream, $false, $check)
    $tls.AuthenticateAsClient($name, $null, [Security.Authentication.SslProtocols]'Tls, Tls11, Tls12', $false)
  }
  $tls
}

# TLS と HTTP、プロキシ経由なら CONNECT から。$via が空なら直接です。$pad は、大きさの確認で足すヘッダーです。
function Test-Request($name, $port, $path, $via, $pad) {
  $clock = [Diagnostics.Stopwatch]::StartNew()
  $layer = 'tcp'
  $first = $name
  $firstPort = $port
  if ($via -ne '') {
    $layer = 'proxy'
    $first, $text = $via -split ':'
    $firstPort = [int]$text
  }
  $done = Connect-Host $first $firstPort $clock
  'with: .NET'
  if ($via -eq '' -and $done.address -ne '') { "address: $($done.address)" }
  $client = $done.client
  if ($null -eq $client) { "${layer}: $($done.word)"; return }
  try {
    $client.SendTimeout = 10000
    $stream = $client.GetStream()
    $answer = @{ status = ''; head = ''; word = '' }
    if ($via -ne '' -and $port -eq 443) {
      $answer = Get-Answer $stream $client $clock "CONNECT ${name}:$port HTTP/1.1`r`nHost: ${name}:$port`r`n`r`n"
      if ($answer.status -notlike '2*') {
        if ($answer.status -ne '') { "proxy: $($answer.status)"; Get-Header $answer.head }
        elseif ($answer.word -eq 'timeout') { 'proxy: silent' }
        else { 'proxy: closed' }
        return
      }
    }
    "${layer}: ok"
    if ($port -eq 443) {
      $seen = @{ errors = -1; verify = ''; issuer = ''; subject = '' }
      try { $stream = Connect-Tls $stream $client $name $clock $seen }
      catch {
        "tls: $(Get-TalkWord $_.Exception)"
        return
      }
      if ($seen.errors -gt 0) { 'tls: untrusted' }
      else {
        $version = "$($stream.SslProtocol)" -replace '^Tls$', 'TLSv1.0' -replace '^Tls11$', 'TLSv1.1' -replace '^Tls12$', 'TLSv1.2' -replace '^(Tls13|12288)$', 'TLSv1.3'
        "tls: ok $version"
      }
      if ($seen.issuer -ne '') { "issuer: $(Get-Plain $seen.issuer)" }
      if ($seen.subject -ne '') { "subject: $(Get-Plain $seen.subject)" }
      if ($seen.errors -gt 0) { "verify: failed $(Get-Plain ($seen.verify -replace 'NotTimeValid', 'NotTimeValid (expired or not yet valid)'))" }
      if ($seen.errors -ne 0) { return }
      'verify: ok'
    }
    $place = $path
    if ($via -ne '' -and $port -ne 443) { $place = "http://${name}:$port$path" }
    $more = ''
    if ($name -eq '169.254.169.254') { $more = "Metadata: true`r`n" }
    $answer = Get-Answer $stream $client $clock "GET $place HTTP/1.1`r`nHost: $name`r`nUser-Agent: karte-check`r`nAccept: */*`r`n${more}${pad}Connection: close`r`n`r`n"
    if ($answer.status -ne '') { "http: $($answer.status)"; Get-Header $answer.head } else { "http: $($answer.word)" }
  } finally { $client.Close() }
}

# 大きさ: 小さいリクエストを 1 つ、数パケットになるリクエストを 2 つ、順に送ります。
# 小さい方にだけ答えがあれば、経路が大きいパケットを捨てています。
function Test-Size($name, $port, $path, $via) {
  $large = ''
  for ($one = 1; $one -le 5; $one += 1) { $large += "X-Size-${one}: $('X' * 900)`r`n" }
  foreach ($size in 'small', 'large', 'large') {
    $pad = ''
    if ($size -eq 'large') { $pad = $large }
    $word = 'failed'
    foreach ($line in @(Test-Request $name $port $path $via $pad)) {
      if ($line -match '^http: ([0-9]{3}|timeout)$' -or $line -match '^proxy: ([0-9]{3})$') { $word = $Matches[1] }
    }
    "${size}: $word"
  }
  'with: .NET'
}

# --- 設定を読みます ---
$settings = [Collections.ArrayList]::new()
function Add-Line($text) { [void]$settings.Add("$text") }
# 認証情報を隠します。
function Get-Masked($text) { "$text" -replace '^.*@', '***@' }

# レジストリの値を読みます。found は yes、no、denied のどれかです。
function Read-Key($root, $path, $names) {
  $values = @{ found = 'no' }
  foreach ($one in $names) { $values[$one] = '' }
  try {
    $key = $root.OpenSubKey($path)
    if ($null -eq $key) { return $values }
    $values.found = 'yes'
    foreach ($one in $names) {
      $value = $key.GetValue($one)
      if ($null -ne $value) { $values[$one] = "$value" }
    }
    $key.Close()
  } catch { $values.found = 'denied' }
  $values
}

# https の通信が使うプロキシ: 空は直接、? は判断できないことを示します。
function Get-Way($text) {
  $value = "$text".Trim()
  if ($value -match '(^|[;\s])(http|https|ftp|gopher|socks)=') {
    if ($value -match '(^|[;\s])https=([^;\s]+)') { $value = $Matches[2] }
    elseif ($value -match '(^|[;\s])socks=') { return '?' }
    else { return '' }
  }
  if ($value -eq '') { return '' }
  $value = $value -replace '^http://', '' -replace '^.*@', '' -replace '/$', ''
  if ($value -match '^[A-Za-z0-9][A-Za-z0-9._-]{0,252}:[0-9]{1,5}$') { return $value }
  '?'
}

# WinINet の設定。ProxySettingsPerUser が 0 なら、全員がコンピューターの設定を使います。
$internet = 'SOFTWARE\Microsoft\Windows\CurrentVersion\Internet Settings'
$perUser = (Read-Key ([Microsoft.Win32.Registry]::LocalMachine) 'SOFTWARE\Policies\Microsoft\Windows\CurrentVersion\Internet Settings' @('ProxySettingsPerUser')).ProxySettingsPerUser
Add-Line "ProxySettingsPerUser: $perUser"
function Read-Account($title, $root, $path) {
  if ($perUser -eq '0') { $root = [Microsoft.Win32.Registry]::LocalMachine; $path = $internet }
  $values = Read-Key $root $path @('ProxyEnable', 'ProxyServer', 'ProxyOverride', 'AutoConfigURL')
  $way = ''
  if ($values.found -eq 'denied') { Add-Line "$title の WinINet の設定を読み取れません。"; $way = '?' }
  else {
    Add-Line "WinInet settings for $title"
    foreach ($one in 'ProxyEnable', 'ProxyServer', 'ProxyOverride', 'AutoConfigURL') { Add-Line "${one}: $(Get-Masked $values[$one])" }
    if ($values.AutoConfigURL -ne '') { $way = '?' }
    elseif ($values.ProxyEnable -eq '1') { $way = Get-Way $values.ProxyServer }
  }
  @{ way = $way; bypass = $values.ProxyOverride }
}

# --- プロキシ: だれが、どの経路を使うか ---
$users = [Microsoft.Win32.Registry]::Users
$ways = @{}
$others = [Collections.ArrayList]::new()
[void]$others.Add((Read-Account 'current user' ([Microsoft.Win32.Registry]::CurrentUser) $internet).way)
[void]$others.Add((Read-Account 'NT Authority\LocalService' $users "S-1-5-19\$internet").way)
[void]$others.Add((Read-Account 'NT Authority\NetworkService' $users "S-1-5-20\$internet").way)
$ways['system'] = Read-Account 'NT Authority\System' $users "S-1-5-18\$internet"
# SQL Server のバックアップのアカウントです。データベースの検出の後にあります。
$plugin = 'S-1-5-80-1631947889-4033244730-3205203906-53534054-4184208151'
if ((Read-Key $users $plugin @()).found -ne 'no') { $ways['plugin'] = Read-Account 'NT Service\AzureWLBackupPluginSvc' $users "$plugin\$internet" }
else { Add-Line 'WinInet Proxy settings not found for NT Service\AzureWLBackupPluginSvc' }
Add-Line '--------'
# WinHTTP
try {
  foreach ($line in @(& "$env:SystemRoot\System32\netsh.exe" winhttp show proxy)) {
    Add-Line (Get-Masked $line)
    if ($line -match '^\s+\S.*?:\s+(\S+:[0-9]{1,5})\s*$') { [void]$others.Add((Get-Way $Matches[1])) }
  }
} catch { Add-Line 'WinHTTP の設定を読み取れません。' }
Add-Line '--------'
# 環境変数
foreach ($scope in 'Process', 'User', 'Machine') {
  foreach ($variable in 'http_proxy', 'https_proxy', 'all_proxy', 'no_proxy') {
    $value = [Environment]::GetEnvironmentVariable($variable, $scope)
    if ("$value" -eq '') { continue }
    Add-Line "  環境変数 ($scope) ${variable}: $(Get-Masked $value)"
    if ($variable -eq 'https_proxy' -or $variable -eq 'all_proxy') { [void]$others.Add((Get-Way $value)) }
  }
}
# モビリティ サービス。ファイルがなければ、SYSTEM の設定を使います。
$folder = Join-Path ([Environment]::GetFolderPath('CommonApplicationData')) 'Microsoft Azure Site Recovery'
$conf = Join-Path $folder 'Config\ProxyInfo.conf'
# 管理者でないと、あるファイルも見えないことがあります。
if ([IO.File]::Exists($conf) -or (-not $isAdmin -and [IO.Directory]::Exists($folder))) {
  $way = '?'
  try {
    $text = [IO.File]::ReadAllText($conf)
    $hasHost = $text -match '(?m)^[ \t]*Address[ \t]*=[ \t]*(\S+)'
    if ($hasHost) { $value = $Matches[1] -replace '/$', '' }
    if (-not $hasHost) { $way = '' }
    elseif ($text -match '(?m)^[ \t]*Port[ \t]*=[ \t]*([0-9]{1,5})') { $way = Get-Way "${value}:$($Matches[1])" }
  } catch { $way = '?' }
  $ways['mobility'] = @{ way = $way; bypass = '' }
  Add-Line "  ProxyInfo.conf: $(if ($way -eq '?') { '判断できません' } else { $way })"
}

# 例外の一覧にある宛先には、直接通信します。
function Test-Bypass($name, $list) {
  foreach ($entry in ($list -split '[;,\s]+')) {
    if ($entry -eq '' -or $entry -eq '<local>') { continue }
    $pattern = [regex]::Escape(($entry -replace '^[a-z]+://', '')).Replace('\*', '.*')
    if ($name -match ('^' + $pattern + '$')) { return $true }
  }
  $false
}

# この宛先を使う人の経路: 使う人 → 経路
function Get-Routes($target) {
  $routes = @{}
  if ($target.service -eq 'platform' -or $target.service -eq 'ilr') { return $routes }
  if ($given -ne '') { $routes['given'] = $given; return $routes }
  $names = @('system', 'plugin')
  if ($target.service -eq 'storage' -or $target.service -eq 'entra') { $names = @('system', 'plugin', 'mobility') }
  if ($target.service -eq 'site-recovery') { $names = @('mobility') }
  foreach ($one in $names) {
    if ($ways.ContainsKey($one)) { $own = $ways[$one] } elseif ($one -eq 'mobility' -and $names.Count -eq 1) { $own = $ways['system'] } else { continue }
    $routes[$one] = $own.way
    if ($own.way -ne '' -and $own.way -ne '?' -and (Test-Bypass $target.name $own.bypass)) { $routes[$one] = '' }
  }
  $routes
}

# 経路を使う人: all は全員、nobody はいないことを示します。
function Get-For($routes, $way) {
  if ($routes.Count -eq 0) { if ($way -eq '') { return 'all' } else { return 'nobody' } }
  $names = @($routes.Keys | Where-Object { $routes[$_] -eq $way } | Sort-Object)
  if ($names.Count -eq 0) { return 'nobody' }
  if ($names.Count -eq $routes.Count) { return 'all' }
  $names -join ','
}

# --- そのほかの設定: DNS サーバー、既定の経路、サービス、TLS ---
$servers = @()
try {
  foreach ($one in @(Get-DnsClientServerAddress -AddressFamily IPv4)) {
    foreach ($address in $one.ServerAddresses) { if ($servers -notcontains $address) { $servers += $address } }
  }
} catch { Add-Line 'DNS サーバーの設定を読み取れません。' }
foreach ($one in $servers) { Add-Line "DNS サーバー: $one" }
try {
  $routes = @(Get-NetRoute -DestinationPrefix '0.0.0.0/0' | Sort-Object RouteMetric)
  Add-Line "default-route: via $($routes[0].NextHop) dev $($routes[0].InterfaceAlias)"
} catch {
  if ($_.FullyQualifiedErrorId -like 'CmdletizationQuery_NotFound*') { Add-Line 'default-route: none' }
}
foreach ($one in @(Get-Service -Name 'obengine', 'RdAgent', 'WindowsAzureGuestAgent', 'AzureWLBackup*', 'svagents', 'InMage Scout Application Service' -ErrorAction SilentlyContinue)) {
  Add-Line "  サービス $($one.Name): $($one.Status)"
}
$machine = [Microsoft.Win32.Registry]::LocalMachine
foreach ($path in 'SOFTWARE\Microsoft\.NETFramework\v4.0.30319', 'SOFTWARE\WOW6432Node\Microsoft\.NETFramework\v4.0.30319') {
  $values = Read-Key $machine $path @('SchUseStrongCrypto', 'SystemDefaultTlsVersions')
  Add-Line "HKEY_LOCAL_MACHINE\$path"
  foreach ($one in 'SchUseStrongCrypto', 'SystemDefaultTlsVersions') { if ($values[$one] -ne '') { Add-Line "${one}: $($values[$one])" } }
}
$protocols = 'SYSTEM\CurrentControlSet\Control\SecurityProviders\SCHANNEL\Protocols'
Add-Line "HKEY_LOCAL_MACHINE\$protocols"
foreach ($version in 'TLS 1.0', 'TLS 1.1', 'TLS 1.2', 'TLS 1.3') {
  $values = Read-Key $machine "$protocols\$version\Client" @('Enabled', 'DisabledByDefault')
  if ($values.found -ne 'yes') { continue }
  Add-Line "HKEY_LOCAL_MACHINE\$protocols\$version\Client"
  foreach ($one in 'Enabled', 'DisabledByDefault') { if ($values[$one] -ne '') { Add-Line "${one}: $($values[$one])" } }
}

# --- 確認の一覧を作ります ---
$checks = [Collections.ArrayList]::new()
function Add-Check($verb, $target, $way, $who) {
  $text = 'direct'
  if ($way -eq '?') { $text = 'via=unknown' } elseif ($way -ne '') { $text = "via=$way" }
  [void]$checks.Add(@{ verb = $verb; target = $target; way = $way; who = $who; shell = $null; handle = $null; fields = $null; what = "$verb $($target.port)/tcp $($target.name) $text" })
}
foreach ($target in $targets) {
  if ($target.name -match '[^0-9.]') { Add-Check 'lookup' $target '' '' }
  Add-Check 'connect' $target '' ''
  if ($target.path -eq '-') { continue }
  $routes = Get-Routes $target
  Add-Check 'request' $target '' (Get-For $routes '')
  if ($target.service -eq 'platform' -or $target.service -eq 'ilr') { continue }
  $done = @('')
  foreach ($way in @($routes.Values) + @($others)) {
    if ($done -contains $way) { continue }
    $done += $way
    $who = Get-For $routes $way
    if ($way -ne '?' -or $who -ne 'nobody') { Add-Check 'request' $target $way $who }
  }
}

# --- まとめて実行します ---
$work = {
  param($verb, $name, $port, $path, $way, $servers)
  Set-StrictMode -Version 2
  $ErrorActionPreference = 'Stop'
  try {
    switch ($verb) {
      'lookup' { Test-Lookup $name $servers }
      'connect' { Test-Connect $name $port }
      'request' { Test-Request $name $port $path $way '' }
      'size' { Test-Size $name $port $path $way }
    }
  } catch { "error: $(Get-Plain $_.Exception.Message)" }
}
function Start-Check($check) {
  $target = $check.target
  if ($check.way -eq '?') { $check.fields = @("for: $($check.who)", 'proxy: not-tested', 'with: none'); return }
  $check.shell = [powershell]::Create()
  $check.shell.RunspacePool = $pool
  [void]$check.shell.AddScript($work.ToString())
  foreach ($value in $check.verb, $target.name, $target.port, $target.path, $check.way) { [void]$check.shell.AddArgument($value) }
  [void]$check.shell.AddArgument($servers)
  $check.handle = $check.shell.BeginInvoke()
}
function Get-Running { @($checks | Where-Object { $null -ne $_.handle -and -not $_.handle.IsCompleted }).Count }

# 終わった確認の結果を、項目の行にします。
function Read-Results {
  foreach ($check in $checks) {
    if ($null -ne $check.fields -or $null -eq $check.handle -or -not $check.handle.IsCompleted) { continue }
    $lines = @()
    if ($check.who -ne '') { $lines += "for: $($check.who)" }
    try { foreach ($line in $check.shell.EndInvoke($check.handle)) { $lines += "$line" } } catch { continue }
    $check.fields = $lines
  }
}

# 答えた宛先のうち、サービスと経路ごとに最初の 1 つで、大きさも確認します。
function Add-Sizes {
  $done = @()
  foreach ($check in @($checks)) {
    $target = $check.target
    $key = "$($target.service) $($check.way)"
    if ($check.verb -ne 'request' -or $target.port -ne 443 -or $check.who -eq 'nobody' -or $done -contains $key -or $null -eq $check.fields) { continue }
    if (($check.fields -join "`n") -notmatch '(?m)^http: [0-9]') { continue }
    $done += $key
    Add-Check 'size' $target $check.way ''
  }
}

# 宛先ごとの記号: ✓ 応答あり、✕ 失敗、? 判断できない
function Get-Sign($target) {
  $sign = '?'
  foreach ($check in $checks) {
    if (-not [object]::ReferenceEquals($check.target, $target) -or $check.verb -eq 'lookup' -or $check.who -eq 'nobody' -or $null -eq $check.fields) { continue }
    if ($check.verb -eq 'connect' -and $target.path -ne '-') { continue }
    $text = $check.fields -join "`n"
    if ($check.verb -eq 'size') {
      if ($text -match '(?m)^large: timeout') { return '?' }
      continue
    }
    if ($text -match '(?m)^(tcp|tls|proxy|http): (?!ok|not-tested)(?![0-9]{3}$)' -or $text -match '(?m)^proxy: [0-9]|^http: 407') { return '✕' }
    if ($text -match '(?m)^http: [0-9]{3}$' -or ($target.path -eq '-' -and $text -match '(?m)^tcp: ok')) { $sign = '✓' } else { return '?' }
  }
  $sign
}

function Get-Log {
  '#### karte-check 1 (疎通カルテの確認スクリプト) ####'
  "## ホスト名は$([Environment]::MachineName)です。"
  "## 実行日時は$($began.ToString('yyyy-MM-dd HH:mm:ss zzz', [Globalization.CultureInfo]::InvariantCulture) -replace ':(\d\d)$', '$1')です。"
  "## PowerShell $($PSVersionTable.PSVersion) ($([IntPtr]::Size * 8) ビット)、管理者: $isAdmin"
  '#### 設定 ####'
  $settings
  '#### 宛先の確認 ####'
  $left = @()
  foreach ($check in $checks) {
    if ($null -eq $check.fields) { $left += "  $($check.what)"; continue }
    "##CHECK karte $($check.what) ##"
    $check.fields
    "##END $(@($check.fields | Where-Object { $_ -cmatch '^[a-z]{2,12}:( |$)' }).Count) $($check.what) ##"
  }
  if ($left.Count -gt 0) {
    '#### 途中で終わりました。結果のない確認 ####'
    $left
    return
  }
  '#### まとめ ####'
  foreach ($target in $targets) { "$(Get-Sign $target) $($target.name) $($target.port) ($($target.service))" }
  "#### end of karte-check: $($checks.Count) checks ####"
}

# 並行して動く側にも、同じ関数を渡します。
$state = [Management.Automation.Runspaces.InitialSessionState]::CreateDefault2()
foreach ($one in 'Get-Left', 'Get-Plain', 'Get-Word', 'Get-TalkWord', 'Test-Lookup', 'Connect-Host', 'Test-Connect', 'Send-Text', 'Read-Head', 'Get-Answer', 'Get-Header', 'Connect-Tls', 'Test-Request', 'Test-Size') {
  $state.Commands.Add([Management.Automation.Runspaces.SessionStateFunctionEntry]::new($one, (Get-Command -Name $one -CommandType Function).Definition))
}
$pool = [runspacefactory]::CreateRunspacePool(1, $MOST, $state, $Host)
Write-Host "確認しています ($($checks.Count) 件、最長 1 分です)。"
try {
  $pool.Open()
  # Resolve-DnsName は読み込みに時間がかかり、ほかの確認を遅らせるため、最後にします。
  foreach ($phase in 'web', 'size', 'lookup') {
    $limit = $ALL
    $wait = 0
    if ($phase -eq 'web') { $limit = $WEB; $wait = $WEB }
    if ($phase -eq 'lookup') { $wait = $END }
    if ($phase -eq 'size' -and $watch.Elapsed.TotalSeconds -lt $SIZES) { Read-Results; Add-Sizes }
    foreach ($check in @($checks)) {
      $own = 'web'
      if ($check.verb -eq 'size' -or $check.verb -eq 'lookup') { $own = $check.verb }
      if ($own -ne $phase) { continue }
      while ((Get-Running) -ge $MOST -and $watch.Elapsed.TotalSeconds -lt $limit) { Start-Sleep -Milliseconds 100 }
      if ($watch.Elapsed.TotalSeconds -ge $limit) { break }
      Start-Check $check
    }
    while ((Get-Running) -gt 0 -and $watch.Elapsed.TotalSeconds -lt $wait) { Start-Sleep -Milliseconds 100 }
  }
} finally {
  # Ctrl+C で止めたときも、ここは動きます。
  Read-Results
  $lines = @(Get-Log)
  $name = "karte-check-$([Environment]::MachineName)-$($began.ToString('yyyyMMdd-HHmmss', [Globalization.CultureInfo]::InvariantCulture)).log"
  $text = ($lines -join "`r`n") + "`r`n"
  # BOM が付いた UTF-8 です。
  $encoding = [Text.UTF8Encoding]::new($true)
  $file = Join-Path (Get-Location -PSProvider FileSystem).ProviderPath $name
  try { [IO.File]::WriteAllText($file, $text, $encoding) }
  catch {
    $file = Join-Path ([IO.Path]::GetTempPath()) $name
    [IO.File]::WriteAllText($file, $text, $encoding)
  }
  foreach ($line in $lines) { if ($line -match '^(✓|✕|\?) ') { Write-Host $line } }
  Write-Host "作成しました: $file"
  # 残っている確認を止めます。終わるのは待ちません。
  foreach ($check in $checks) {
    if ($null -ne $check.handle -and -not $check.handle.IsCompleted) { [void]$check.shell.BeginStop($null, $null) }
  }
  if ((Get-Running) -eq 0) { $pool.Dispose() }
}
