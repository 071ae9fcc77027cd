/** The sample logs of the home page. */
export const SAMPLES: readonly { readonly name: string; readonly title: string }[] = [
  { name: 'storage-dropped', title: 'Storage だけが遮断された例' },
  { name: 'proxy-denies', title: 'プロキシが拒否した例' },
  { name: 'all-reachable', title: 'すべて到達できる例' },
];
