#!/usr/bin/env bash
# 疎通カルテの確認スクリプト (karte-check 1): {{title}}
#
# 行うこと: 下の一覧の宛先について、名前解決、TCP、TLS、HTTP を、直接の経路と見つかったプロキシで確認します。
# 行わないこと: 設定の変更、情報の送信、パスワードの質問。プロキシの認証情報は表示しません。
# 作るファイル: 実行したフォルダーのログ 1 つだけです。作業用の一時フォルダーは、終わるときに消します。
# 使い方: sudo bash check.sh (root でなくても動きます)。Ctrl+C で止めると、そこまでのログが残ります。
set -u
umask 077
LC_ALL=C
export LC_ALL
LIMIT=10  # 1 つの確認に待つ秒数
MOST=32   # 同時に行う確認の数
ALL=40    # この秒数を過ぎたら、新しい確認を始めません
SIZES=45  # この秒数を過ぎたら、大きさの確認は始めません
pad=''    # 大きさの確認で、リクエストに足すもの
work="$(mktemp -d)" || exit 1
trap 'rm -rf "$work"' EXIT
has() { command -v "$1" > /dev/null 2>&1; }
plain() { sed 's#//[^/]*@#//***@#'; }  # 認証情報を隠します

# --- 宛先の一覧: サービス、ポート、名前、パス ---
targets=()
target() { targets+=("$1 $2 $3 $4"); }
# {{targets}}

# --- プロキシ: だれが使うか、アドレス ---
proxies=()
proxy() { # 同じものは 1 回だけ確認します
  local own="${2#*://}"
  own="${own%%/*}"
  [ -n "$own" ] && [ -n "${own##*@}" ] || return 0
  case "${own##*@}" in *:*) ;; *) own="$own:1080" ;; esac
  proxies+=("$1 $own")
}
# {{proxies}}
shell_https="${https_proxy:-${HTTPS_PROXY:-${all_proxy:-${ALL_PROXY:-}}}}"
shell_http="${http_proxy:-}"
shell_no="${no_proxy:-${NO_PROXY:-}}"
[ -z "$shell_https" ] || proxy shell "$shell_https"
waagent=/etc/waagent.conf
if [ -r "$waagent" ]; then
  host="$(sed -n 's/^HttpProxy\.Host=\([^ ]*\).*/\1/p' "$waagent" | head -n 1)"
  port="$(sed -n 's/^HttpProxy\.Port=\([0-9]*\).*/\1/p' "$waagent" | head -n 1)"
  case "$host" in '' | None) ;; *) proxy vm-agent "$host:${port:-80}" ;; esac
fi
mobility=/usr/local/InMage/config/ProxyInfo.conf
if [ -r "$mobility" ]; then
  host="$(sed -n 's/^Address=[ ]*\([^ ]*\).*/\1/p' "$mobility" | tr -d '\r' | head -n 1)"
  port="$(sed -n 's/^Port=[ ]*\([0-9]*\).*/\1/p' "$mobility" | head -n 1)"
  host="${host#*://}"
  [ -z "$host" ] || proxy mobility "${host%/}:${port:-8080}"
fi
hana=/opt/msawb/bin/ExtensionSettingsOverrides.json
if [ -r "$hana" ]; then
  host="$(sed -n 's/.*"ProxyServerAddress"[ ]*:[ ]*"\([^"]*\)".*/\1/p' "$hana" | head -n 1)"
  [ -z "$host" ] || proxy hana "$host"
fi

# no_proxy にある宛先は、シェルから直接通信します。
is_bypassed() {
  local entry entries
  IFS=', ' read -r -a entries <<< "$shell_no"
  for entry in "${entries[@]:-}"; do
    entry="${entry#\*}"
    entry="${entry#.}"
    case "$1" in "$entry" | *".$entry") [ -n "$entry" ] && return 0 ;; esac
    [ "$shell_no" != '*' ] || return 0
  done
  return 1
}

# だれがこの経路でこの宛先に行くか: direct_for サービス 名前、proxy_for 使う人 サービス 名前
direct_for() {
  local one
  [ "$1" != platform ] || { echo all && return; }
  for one in "${proxies[@]:-}"; do
    case "$one" in
      given\ *) echo nobody && return ;;
      shell\ *) is_bypassed "$2" || { echo nobody && return; } ;;
    esac
  done
  echo all
}
proxy_for() {
  case "$1 $2" in
    given\ *) echo all ;;
    shell\ *) if is_bypassed "$3"; then echo nobody; else echo all; fi ;;
    vm-agent\ storage | hana\ entra | mobility\ site-recovery | mobility\ entra | mobility\ storage) echo "$1" ;;
    *) echo nobody ;;
  esac
}

# --- 1 つの確認 ---
# 時間を決めてコマンドを実行します。時間切れは 137 です。
limit() {
  local pid watch code
  "$@" & pid=$!
  (sleep "$LIMIT"; kill -9 "$pid") > /dev/null 2>&1 & watch=$!
  wait "$pid" 2> /dev/null; code=$?
  kill "$watch" > /dev/null 2>&1
  return "$code"
}

# エラーの文から、記録する言葉を決めます。
word_of() {
  case "$1" in
    *refused*) echo refused ;;
    *"timed out"* | *imeout*) echo timeout ;;
    *"No route to host"* | *"Host is unreachable"*) echo unreachable ;;
    *"Network is unreachable"*) echo no-route ;;
    *"not permitted"* | *"ermission denied"*) echo denied ;;
    *"reset by peer"* | *"errno 104"* | *errno=104*) echo reset ;;
    *"resolve"* | *"service not known"* | *"name resolution"* | *"Invalid argument"* | *"bad address"*) echo name ;;
    *) echo failed ;;
  esac
}

# 名前解決: どこへ、どの別名を経て、どのサーバーの答えで。
lookup() {
  local out="$1.raw" code=1 how=''
  if has dig; then
    how=dig
    limit dig +time=3 +tries=2 "$3" A > "$out" 2>&1; code=$?
  elif has nslookup; then
    how=nslookup
    limit nslookup "$3" > "$out" 2>&1; code=$?
  else
    : > "$out"
  fi
  if has getent; then
    limit getent ahosts "$3" > "$out.own" 2> /dev/null
    awk '!seen[$1]++ { print "address: " $1 }' "$out.own" > "$out.address"
    how="${how:+$how, }getent"
  elif [ "$how" = dig ]; then
    awk '$4 == "A" && /^[^;]/ { print "address: " $5 }' "$out" > "$out.address"
  else
    # 最初の Address はサーバー自身です。
    awk '/^Name:/ { named = 1 } named && /^Address/ { print "address: " ($2 ~ /:$/ ? $3 : $2) }' "$out" > "$out.address"
  fi
  if [ -s "$out.address" ]; then echo "result: ok"
  elif [ -z "$how" ]; then echo "result: not-tested"
  elif [ "$code" -eq 137 ]; then echo "result: timeout"
  elif grep -q -e NXDOMAIN -e "can't find" "$out"; then echo "result: nxdomain"
  elif grep -q -e SERVFAIL "$out"; then echo "result: servfail"
  elif grep -q -e 'status: REFUSED' -e ': REFUSED' "$out"; then echo "result: refused"
  elif grep -q -e 'timed out' -e 'no servers could be reached' -e 'communications error' "$out"; then echo "result: timeout"
  elif grep -q -e 'status: NOERROR' -e "No answer" "$out"; then echo "result: nodata"
  else echo "result: failed"
  fi
  sed -n -e 's/^;; SERVER: \([^#]*\).*/server: \1/p' -e 's/^Server:[[:space:]]*\([^[:space:]]*\).*/server: \1/p' "$out" | head -n 1
  awk '$4 == "CNAME" && /^[^;]/ { print "cname: " $5 } / canonical name = / { print "cname: " $NF }' "$out" | sed 's/\.$//'
  cat "$out.address"
  echo "with: ${how:-none}"
}

# 名前を解決できないまま時間が切れた場合は、TCP の時間切れではありません。
is_named() {
  case "$1" in *[!0-9.]*) ;; *) return 0 ;; esac
  has getent || return 0
  LIMIT=4 limit getent ahosts "$1" > /dev/null 2>&1
}

# TCP: bash だけで接続します。
connect() {
  local code
  # shellcheck disable=SC2016
  limit "$BASH" -c 'exec 3<> "/dev/tcp/$1/$2"' _ "$3" "$2" 2> "$1.raw"; code=$?
  if [ "$code" -eq 0 ]; then echo "tcp: ok"
  elif [ "$code" -eq 137 ]; then if is_named "$3"; then echo "tcp: timeout"; else echo "tcp: name"; fi
  elif grep -q 'No such file' "$1.raw"; then echo "tcp: not-tested"
  else echo "tcp: $(word_of "$(cat "$1.raw")")"
  fi
  echo "with: bash"
}

# 応答の行とヘッダーのうち、だれが書いたかを示すものです。
answer() {
  sed -n 's/^[<* ]*\(HTTP\/[0-9.]* [0-9][0-9][0-9].*\)/status: \1/p' "$1" | tail -n 1
  sed -n 's/^[< ]*\(\(Server\|server\|Via\|via\|Location\|location\|Date\|date\|Age\|age\|X-[A-Za-z-]*\|x-[a-z-]*\|Proxy-[A-Za-z]*\|proxy-[a-z]*\): .*\)/header: \1/p' "$1" |
    tail -n 12 | cut -c 1-200
  ! grep -q '^[< ]*[Dd]ate: ' "$1" || date -u '+at: %Y-%m-%dT%H:%M:%SZ'
}

# 1 つのリクエスト: 作業ファイル、ポート、名前、パス、プロキシ (直接なら空)
request() {
  local scheme=https
  [ "$2" = 443 ] || scheme=http
  unset http_proxy https_proxy HTTPS_PROXY all_proxy ALL_PROXY no_proxy NO_PROXY
  if has curl; then with_curl "$1.raw" "$scheme://$3$4" "$5"
  elif has openssl && [ "$scheme" = https ]; then with_openssl "$1.raw" "$3" "$4" "$5"
  elif has wget && wget --version 2> /dev/null | grep -q 'GNU Wget'; then with_wget "$1.raw" "$scheme://$3$4" "$5"
  else printf '%s\n' "${5:+proxy: not-tested}" "tls: not-tested" "with: none" | sed '/^$/d'
  fi
}

with_curl() {
  local code error connected tunnel=0 tls=0 http verify connect one more=(-H 'Metadata: true')
  if [ -n "$3" ]; then export http_proxy="http://$3" https_proxy="http://$3"; fi
  if [ -n "$pad" ]; then for one in 1 2 3 4 5; do more+=(-H "X-Size-$one: $pad"); done; fi
  curl -q -sS -v --max-time "$LIMIT" "${more[@]}" -o /dev/null -w '%{http_code} %{http_connect} %{remote_ip}\n' "$2" > "$1.w" 2> "$1"
  code=$?
  tr -d '\r' < "$1" > "$1.txt"
  read -r http connect address < "$1.w"
  error="$(grep '^curl: ' "$1.txt" | tail -n 1)"
  grep -q -e '^\* *Connected to' -e '^\* *Established connection' "$1.txt"; connected=$?
  [ "$connect" != 200 ] || tunnel=1
  ! grep -q '^\* *SSL connection using' "$1.txt" || tls=1
  [ -n "$3" ] || [ -z "$address" ] || echo "address: $address"
  if [ -n "$3" ] && [ "${2%%:*}" = https ] && [ "$tunnel" -eq 0 ]; then
    if [ "$code" -eq 5 ] || [ "$code" -eq 6 ]; then echo "proxy: name"
    elif [ "$connect" -gt 0 ] 2> /dev/null; then echo "proxy: $connect"
    elif [ "$connected" -eq 0 ] && [ "$code" -eq 28 ]; then echo "proxy: silent"
    elif [ "$connected" -eq 0 ]; then echo "proxy: closed"
    elif [ "$code" -eq 28 ]; then echo "proxy: timeout"
    else echo "proxy: $(word_of "$error")"
    fi
  elif [ -z "$3" ] && [ "$connected" -ne 0 ]; then
    if [ "$code" -eq 6 ]; then echo "tcp: name"
    elif [ "$code" -eq 28 ]; then if grep -q '^\* *Trying' "$1.txt"; then echo "tcp: timeout"; else echo "tcp: name"; fi
    elif [ "$code" -eq 7 ]; then echo "tcp: $(word_of "$error $(grep 'connect to .* failed' "$1.txt" | tail -n 1)")"
    else echo "tcp: failed"
    fi
  else
    if [ -n "$3" ]; then echo "proxy: ok"; else echo "tcp: ok"; fi
    if [ "${2%%:*}" = https ]; then
      verify="verify: ok"
      case "$code" in
        60 | 51 | 83 | 91)
          echo "tls: untrusted"
          verify="verify: failed ${error#curl: }"
          # 発行元を知るためだけに、検証を省いて、もう一度ヘッダーを求めます。
          LIMIT=5 limit curl -q -k -sS -v -I -o /dev/null "$2" > /dev/null 2> "$1.k"
          tr -d '\r' < "$1.k" | sed -n 's/^\*[[:space:]]*\(issuer\|subject\): /* \1: /p' >> "$1.txt" ;;
        35) echo "tls: $(tls_word "$error")"; verify='' ;;
        28) if [ "$tls" -eq 1 ]; then echo "tls: ok"; else echo "tls: timeout"; verify=''; fi ;;
        *) if [ "$tls" -eq 1 ]; then echo "tls: ok $(sed -n 's/^\* *SSL connection using \([^ ]*\).*/\1/p' "$1.txt" | head -n 1)"
           else echo "tls: $(tls_word "$error")"; verify=''; fi ;;
      esac
      sed -n -e 's/^\*[[:space:]]*\(issuer: .*\)/\1/p' "$1.txt" | tail -n 1
      sed -n -e 's/^\*[[:space:]]*\(subject: .*\)/\1/p' "$1.txt" | tail -n 1
      [ -z "$verify" ] || echo "$verify" | cut -c 1-120
    fi
    if [ "$http" -gt 0 ] 2> /dev/null; then echo "http: $http"
    elif [ "${verify:-verify: ok}" = 'verify: ok' ] && { [ "$tls" -eq 1 ] || [ "${2%%:*}" = http ]; }; then
      case "$code" in 28) echo "http: timeout" ;; 52) echo "http: closed" ;; *) echo "http: $(tls_word "$error")" ;; esac
    fi
  fi
  answer "$1.txt"
  echo "with: $(curl -q --version | head -n 1 | cut -d ' ' -f 1,2)"
}

# TLS の途中の失敗を、記録する言葉にします。
tls_word() {
  case "$1" in
    *"reset by peer"* | *"errno 104"* | *"errno=104"* | *ECONNRESET*) echo reset ;;
    *"unexpected eof"* | *SSL_ERROR_SYSCALL* | *"EOF"* | *"mpty reply"* | *"closed"*) echo closed ;;
    *"timed out"*) echo timeout ;;
    *) echo failed ;;
  esac
}

with_openssl() {
  local code verify one lines=''
  local options=(-connect "$2:443" -servername "$2" -verify_hostname "$2" -ign_eof)
  [ ! -d /etc/ssl/certs ] || options+=(-CApath /etc/ssl/certs)
  case "$4" in
    *@*) echo "proxy: not-tested"; echo "with: openssl"; return ;;
    ?*) options+=(-proxy "$4") ;;
  esac
  if [ -n "$pad" ]; then for one in 1 2 3 4 5; do printf -v lines '%sX-Size-%s: %s\r\n' "$lines" "$one" "$pad"; done; fi
  # shellcheck disable=SC2016
  limit "$BASH" -c '
    path="$1"; host="$2"; lines="$3"; shift 3
    { printf "GET %s HTTP/1.1\r\nHost: %s\r\n%sConnection: close\r\n\r\n" "$path" "$host" "$lines"; sleep 9; } | openssl s_client "$@"
  ' _ "$3" "$2" "$lines" "${options[@]}" > "$1" 2>&1; code=$?
  tr -d '\r' < "$1" > "$1.txt"
  if ! grep -q '^CONNECTED' "$1.txt"; then
    if [ -n "$4" ]; then echo "proxy: $(if [ "$code" -eq 137 ]; then echo timeout; else word_of "$(cat "$1.txt")"; fi)"
    elif [ "$code" -eq 137 ]; then echo "tcp: timeout"
    elif grep -q -i 'unknown option' "$1.txt"; then echo "tls: not-tested"
    else echo "tcp: $(word_of "$(cat "$1.txt")")"
    fi
  else
    if [ -n "$4" ]; then
      verify="$(sed -n 's/.*\(failed: \|reason=\)\([0-9][0-9][0-9]\).*/\2/p' "$1.txt" | head -n 1)"
      echo "proxy: ${verify:-ok}"
    else echo "tcp: ok"
    fi
    if grep -q '^issuer=' "$1.txt"; then
      verify="$(sed -n 's/.*Verify return code: \(.*\)/\1/p' "$1.txt" | head -n 1)"
      if [ "${verify%% *}" = 0 ]; then
        echo "tls: ok $(sed -n 's/^New, \([^,]*\), Cipher.*/\1/p' "$1.txt" | head -n 1)"
        echo "verify: ok"
      else
        echo "tls: untrusted"
        echo "verify: failed $verify"
      fi
      sed -n 's/^issuer=[ ]*/issuer: /p; s/^subject=[ ]*/subject: /p' "$1.txt" | head -n 2
      http="$(sed -n 's/^HTTP\/[0-9.]* \([0-9][0-9][0-9]\).*/\1/p' "$1.txt" | head -n 1)"
      if [ -n "$http" ]; then echo "http: $http"
      elif [ "$code" -eq 137 ]; then echo "http: timeout"
      else echo "http: closed"
      fi
    elif [ "$code" -eq 137 ]; then echo "tls: timeout"
    else echo "tls: $(tls_word "$(grep -v '^CONNECTED' "$1.txt")")"
    fi
  fi
  answer "$1.txt"
  echo "with: $(openssl version | cut -d ' ' -f 1,2)"
}

with_wget() {
  local code http one more=(--no-config)
  if [ -n "$3" ]; then export http_proxy="http://$3" https_proxy="http://$3"; else set -- "$1" "$2" ''; fi
  if [ -n "$pad" ]; then for one in 1 2 3 4 5; do more+=(--header "X-Size-$one: $pad"); done; fi
  limit wget "${more[@]}" -S -O /dev/null -T "$LIMIT" -t 1 --max-redirect=0 "$2" > "$1" 2>&1; code=$?
  tr -d '\r' < "$1" > "$1.txt"
  http="$(sed -n 's/^  HTTP\/[0-9.]* \([0-9][0-9][0-9]\).*/\1/p' "$1.txt" | tail -n 1)"
  if grep -q 'Proxy tunneling failed' "$1.txt"; then echo "proxy: ${http:-closed}"
  elif ! grep -q 'connected\.' "$1.txt"; then
    echo "${3:+proxy}: $(if [ "$code" -eq 137 ]; then echo timeout; else word_of "$(cat "$1.txt")"; fi)" | sed 's/^: /tcp: /'
  else
    if [ -n "$3" ]; then echo "proxy: ok"; else echo "tcp: ok"; fi
    if grep -q 'cannot verify\|no certificate subject\|certificate.*expired\|not yet activated' "$1.txt"; then
      echo "tls: untrusted"
      echo "verify: failed $(grep -i 'expired\|not yet' "$1.txt" | head -n 1)" | cut -c 1-120
    elif [ -n "$http" ]; then printf '%s\n' "tls: ok" "verify: ok" "http: $http"
    elif [ "$code" -eq 137 ] || grep -q 'timed out' "$1.txt"; then echo "tls: timeout"
    else echo "tls: $(tls_word "$(cat "$1.txt")")"
    fi
  fi
  answer "$1.txt"
  echo "with: GNU wget"
}

# 大きさ: 小さいリクエスト 1 つと、数パケットになるリクエスト 2 つを同時に送ります。
# 小さい方にだけ答えがあれば、経路が大きいパケットを捨てています。X は、HTTP/2 の圧縮で短くならない文字です。
size() {
  local one
  request "$1.0" "$2" "$3" "$4" "$5" > "$1.small" &
  pad="$(printf '%900s' '' | tr ' ' X)"
  for one in 1 2; do request "$1.$one" "$2" "$3" "$4" "$5" > "$1.large$one" & done
  wait
  echo "small: $(answered_with "$1.small")"
  for one in 1 2; do echo "large: $(answered_with "$1.large$one")"; done
  grep '^with: ' "$1.small"
}
# 状態コード、または timeout (TLS の後に答えがない)、not-tested、failed
answered_with() {
  awk -F ': ' '
    $1 == "http" && ($2 == "timeout" || $2 ~ /^[0-9]/) { word = $2 }
    $1 == "proxy" && $2 ~ /^[0-9]/ { word = $2 }
    $2 == "not-tested" && word == "" { word = $2 }
    END { print word == "" ? "failed" : word }' "$1"
}

# --- まとめて実行します ---
count=0
asked=()
# 確認を 1 つ始めます: 種類、ポート、名前、経路、使う人、パス、プロキシ
start() {
  local file what
  count=$((count + 1))
  file="$work/$(printf '%05d' "$count")"
  what="$1 $2/tcp $3 $4"
  asked+=("$what")
  # ( ) の中は並行して動きます。
  (
    trap - EXIT
    trap 'exit 130' INT TERM
    {
      [ "$1" != request ] || echo "for: $5"
      "$1" "$file" "$2" "$3" "$6" "$7" 2> /dev/null
    } > "$file.fields"
    is_root_only "$3" "$file.fields" && sed 's/^tcp: timeout/tcp: unknown/' "$file.fields" > "$file.own" && mv "$file.own" "$file.fields"
    {
      echo "##CHECK karte $what ##"
      cat "$file.fields"
      echo "##END $(grep -c -E '^[a-z]{2,12}:( |$)' "$file.fields") $what ##"
    } > "$file.part"
    mv "$file.part" "$file.out"
  ) &
}
# Azure の VM エージェントは、このアドレスへの通信を root だけに許します。
is_root_only() { [ "$1" = 168.63.129.16 ] && [ "$(id -u)" -ne 0 ] && grep -q '^tcp: timeout' "$2"; }

# 空きを待って始めます。時間が足りなければ始めず、ログは途中で終わったことになります。
late=0
unbegun=()
run() {
  while [ "$(jobs -rp | wc -l)" -ge "$MOST" ]; do sleep 0.2 2> /dev/null || sleep 1; done
  if [ "$SECONDS" -lt "$ALL" ]; then start "$@"; else late=1; unbegun+=("$1 $2/tcp $3 $4"); fi
}

run_all() {
  local one service port host path address
  for one in "${targets[@]}"; do
    read -r service port host path <<< "$one"
    case "$host" in *[!0-9.]*) run lookup "$port" "$host" direct all "$path" '' ;; esac
    run connect "$port" "$host" direct all "$path" ''
    [ "$path" != - ] || continue
    run request "$port" "$host" direct "$(direct_for "$service" "$host")" "$path" ''
    [ "$service" != platform ] || continue
    for address in "${proxies[@]:-}"; do
      [ -n "$address" ] || continue
      run request "$port" "$host" "via=${address##*[ @]}" "$(proxy_for "${address%% *}" "$service" "$host")" "$path" "${address#* }"
    done
  done
  wait
}

# 答えた宛先のうち、サービスと経路ごとに最初の 1 つで、大きさも確認します。
size_all() {
  local one service port host path address
  sized=' '
  for one in "${targets[@]}"; do
    read -r service port host path <<< "$one"
    if [ "$path" = - ] || [ "$port" != 443 ]; then continue; fi
    size_once "$service" "$host" direct "$path" ''
    for address in "${proxies[@]:-}"; do
      [ -z "$address" ] || size_once "$service" "$host" "via=${address##*[ @]}" "$path" "${address#* }"
    done
  done
  wait
}
size_once() { # サービス、名前、経路、パス、プロキシ
  local file
  case "$sized" in *" $1/$3 "*) return ;; esac
  file="$(grep -l -F -e "##CHECK karte request 443/tcp $2 $3 ##" "$work"/*.out 2> /dev/null | head -n 1)"
  if [ -z "$file" ] || ! grep -q '^http: [0-9]' "$file" || grep -q '^for: nobody' "$file"; then return; fi
  sized="$sized$1/$3 "
  [ "$SECONDS" -ge "$SIZES" ] || start size 443 "$2" "$3" all "$4" "$5"
}

# 環境変数とファイルのプロキシ、経路、DNS サーバーです。
settings() {
  echo "#### 設定 ####"
  printf '%s\n' "http_proxy=$shell_http" "https_proxy=$shell_https" | plain
  echo "  no_proxy: $shell_no"
  for one in "${proxies[@]:-}"; do [ -z "$one" ] || echo "  proxy (${one%% *}): ${one##*[ @]}"; done
  for file in /etc/systemd/system/*.service.d/*.conf /etc/environment; do
    [ ! -r "$file" ] || grep -i '_proxy=' "$file" 2> /dev/null | plain | sed "s|^|  $file: |"
  done
  [ ! -r /etc/resolv.conf ] || grep '^nameserver' /etc/resolv.conf
  if has ip; then
    route="$(ip -4 route show default 2> /dev/null | head -n 1)"
    echo "default-route: ${route:-none}"
  elif has route; then
    route="$(route -n 2> /dev/null | grep '^0\.0\.0\.0' | head -n 1)"
    echo "default-route: ${route:-none}"
  fi
}

# 宛先ごとの記号: ✓ 応答あり、✕ 失敗、? 判断できない
summary() {
  local one service port host path all
  echo "#### まとめ ####"
  for one in "${targets[@]}"; do
    read -r service port host path <<< "$one"
    all="$(sed -n "/^##CHECK karte [a-z]* $port\/tcp $host /,/^##END/p" "$1" | awk '/^##CHECK/ { part = "" } { part = part "\n" $0 } /^##END/ { if (part !~ /for: nobody/) print part }')"
    case "$all" in
      *tcp:\ [b-mp-su-z]* | *tcp:\ no-route* | *tcp:\ timeout* | *tls:\ [a-np-z]* | *proxy:\ [a-np-z0-9]*) sign='✕' ;;
      *large:\ timeout*) sign='?' ;;
      *http:\ [0-9]*) sign='✓' ;;
      *http:\ *) sign='✕' ;;
      *tcp:\ ok*) if [ "$path" = - ]; then sign='✓'; else sign='?'; fi ;;
      *) sign='?' ;;
    esac
    echo "$sign $host $port ($service)"
  done
}

checks() { cat "$work"/*.out 2> /dev/null; }
write_log() {
  echo "#### karte-check 1 (疎通カルテの確認スクリプト) ####"
  echo "## ホスト名は$(uname -n)です。"
  echo "## 実行日時は${began}です。"
  settings
  echo "#### 宛先の確認 ####"
  checks > "$work/all"
  cat "$work/all"
  if [ "$1" = whole ]; then
    summary "$work/all"
    echo "#### end of karte-check: $count checks ####"
  else
    echo "#### 途中で終わりました。始めた確認のうち、結果のないもの ####"
    for one in "${asked[@]:-}"; do grep -q -F -e "##END" "$work/all" && grep -q -F -e " $one ##" "$work/all" || echo "  $one"; done
    [ "$late" -eq 0 ] || echo "#### 時間が足りず、始めなかった確認 ####"
    for one in "${unbegun[@]:-}"; do [ -z "$one" ] || echo "  $one"; done
  fi
}
finish() {
  trap '' INT TERM
  # 残っている確認を止めます。
  # shellcheck disable=SC2046
  kill $(jobs -p) > /dev/null 2>&1
  write_log "$1" > "$work/log"
  cat "$work/log"
  log="karte-check-$(uname -n)-$(date +%Y%m%d-%H%M%S).log"
  if cat "$work/log" 2> /dev/null > "$log"; then echo "作成しました: $PWD/$log" >&2; fi
}
began="$(date '+%Y-%m-%d %H:%M:%S %z')"
trap 'finish cut; exit 130' INT TERM
run_all
size_all
if [ "$late" -eq 0 ]; then finish whole; else finish cut; fi
