import { namesIn, type OptionTable } from '../../session/arguments.ts';

/**
 * Options of `openssl s_client` with a value: `openssl s_client -help` of 3.0.19 (2026-01), with those of 1.0.2 and 3.5.
 * https://docs.openssl.org/master/man1/openssl-s_client/
 */
const WITH_VALUE = namesIn(`alpn attime auth_level bind cafile capath castore cert cert_chain certform chaincafile
chaincapath chaincastore cipher ciphersuites client_sigalgs connect crl crl_file crlform ctlogfile curves dane_tlsa_domain
dane_tlsa_rrdata early_data ech_config_list engine groups host inter key keyform keylogfile keymatexport keymatexportlen
max_pipelines max_protocol max_send_frag maxfraglen min_protocol msgfile mtu name named_curve nameopt nextprotoneg pass policy
port propquery provider provider-path proxy proxy_pass proxy_user psk psk_hint psk_identity psk_session purpose rand read_buf
record_padding requestcafile serverinfo servername sess_in sess_out sigalgs split_send_frag srp_strength srppass srpuser
ssl_client_engine ssl_config starttls unix use_srtp verify verify_depth verify_email verify_hostname verify_ip verify_name
verifycafile verifycapath verifycastore writerand xcert xcertform xchain xkey xkeyform xmpphost`);

/** Options of `openssl s_client`. They cannot be shortened. */
export const OPTIONS: OptionTable = {
  values: new Set(WITH_VALUE),
  names: [],
  short: {},
  aliases: {},
  singleHyphen: true,
};
