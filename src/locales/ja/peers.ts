/** The page of whom a machine speaks to. */
export const PEERS = {
  ownPort: (port: number): string => `VM の ${port} 番`,
  blocked: '止めた場合:',
} as const;
