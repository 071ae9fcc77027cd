/** The sample logs of the home page. */
export const SAMPLES: readonly { readonly name: string; readonly title: string }[] = [
  { name: 'storage-dropped', title: 'Linux: Storage だけが遮断された例' },
  { name: 'proxy-denies', title: 'Linux: プロキシが拒否した例' },
  { name: 'all-reachable', title: 'Linux: すべて到達できる例' },
  { name: 'windows-storage-blocked', title: 'Windows: Storage だけが遮断された例' },
  { name: 'windows-proxy-auth', title: 'Windows: プロキシが認証を求めた例' },
];
