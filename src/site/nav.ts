/** The main pages, as header, mobile menu and footer list them. */
export const NAV: readonly { readonly path: string; readonly title: string }[] = [
  { path: '/', title: '診断する' },
  { path: '/guide/', title: 'ガイド' },
  { path: '/errors/', title: 'エラー一覧' },
  { path: '/diagnoses/', title: '根本原因' },
  { path: '/reference/endpoints/', title: 'エンドポイント' },
  { path: '/guide/evidence/', title: '採取する情報' },
];
