/** The port of SMB over TCP, as text. */
export const SMB_PORT = '445';
