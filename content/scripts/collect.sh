#!/usr/bin/env bash
# 疎通カルテ: {{title}} の情報を 1 つのファイルにまとめます。
# ファイルを読み取ってコピーするだけで、設定は変更しません。root の権限は、ログを読み取るために使います。
# 使い方: sudo bash collect-{{id}}.sh [保存するフォルダー]
# 疎通確認のログなど、自分で作ったファイルは、このスクリプトを実行するフォルダーに置いてください。
set -u
out="${1:-$PWD}"
name="evidence-{{id}}-$(uname -n)-$(date +%Y%m%d-%H%M%S)"
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
  shift # "--" の後ろは、ハイフンで始まる名前でもファイルです。
  for path in "$@"; do
    [ -e "$work/$name/$path" ] && continue
    if [ ! -e "$path" ]; then
      echo "missing $path" >> "$log"
      continue
    fi
    # コピーと圧縮したファイルの両方が入るだけの空きが必要です。
    size="$(need "$path")"
    if [ "$((${size:-0} * 2))" -gt "$free" ]; then
      echo "空き容量が足りないため、飛ばします: $path (${size} KB)" >&2
      echo "skipped $path" >> "$log"
      continue
    fi
    free="$((free - size))"
    mkdir -p "$work/$name/$(dirname -- "$path")"
    cp -RL -- "$path" "$work/$name/$(dirname -- "$path")/" 2>> "$work/errors.txt"
    echo "copied $path" >> "$log"
  done
}

# {{steps}}

cd "$work/$name" || exit 1
[ -s "$work/errors.txt" ] && mv "$work/errors.txt" .
{
  cat "$log" 2> /dev/null
  echo "# ファイル、大きさ (バイト)、SHA-256"
  find . -type f -print0 | while IFS= read -r -d '' file; do
    printf '%s\t%s\t%s\n' "$file" "$(wc -c < "$file")" "$(sha256sum < "$file" | cut -c 1-64)"
  done
} > "$work/manifest.txt"
mv "$work/manifest.txt" .
cd "$work" || exit 1
if command -v zip > /dev/null; then
  zip -qr "$out/$name.zip" "$name" && echo "作成しました: $out/$name.zip"
else
  tar -czf "$out/$name.tar.gz" "$name" && echo "作成しました: $out/$name.tar.gz"
fi
# {{manual}}
