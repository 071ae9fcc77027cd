/** The port of iSCSI, where a portal names none (RFC 7143, 4.2). */
export const ISCSI_PORT = '3260';
