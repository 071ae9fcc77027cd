/** Azure's file of IP ranges and service tags, as the view of a capture reads it. */
export const SERVICE_TAGS = {
  load: 'サービス タグの JSON を読み込む',
  otherFile: 'サービス タグの JSON ファイルではありません。',
  loaded: (count: number): string => `${count} 個のサービス タグを読み込みました。`,
  title: (name: string): string => `サービス タグ ${name}`,
  normal: (name: string): string => `Azure のサービス タグ ${name} に含まれるアドレスです。`,
  blocked: 'サービスによって、影響が変わります。',
} as const;
