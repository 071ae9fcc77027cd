/**
 * Kinds of identifying and secret data, each in three notations. `{name}` stands for a made-up value that must not
 * survive; values are made anew for each run. A form that ends in `$` is a line of its own, as prompts are.
 */
export const KINDS: readonly (readonly [string, string, string, string])[] = [
  // names of hosts
  [
    'fqdn',
    'Could not resolve host: {m}.corp.{org}.co.jp',
    '* Connected to {m}.{org}.jp ({ip})',
    '{m}.ad.{org}.ne.jp:443',
  ],
  [
    'fqdn-final-dot',
    '{m}.{org}.jp.',
    "** server can't find {m}.{org}.local.: NXDOMAIN",
    '{m}.{org}.or.jp. 300 IN A {ip}',
  ],
  ['fqdn-sentence', 'Could not reach {m}.{org}.local.', '({m}.{org}.jp)', '接続先は {m}.{org}.jp です。'],
  [
    'fqdn-japanese',
    'ホスト名は{m}.{org}.jpです。',
    '「{m}.{org}.co.jp」に接続できません',
    '宛先:{m}.{org}.jp、ポート:443',
  ],
  ['fqdn-punctuation', 'host {m}.{org}.local- ok', '"{m}.{org}.jp",', '<{m}.{org}.jp>;'],
  ['fqdn-upper', 'Server: {M}.{ORG}.LOCAL', '{M}.{ORG}.CO.JP', 'PING {M}.{ORG}.JP (127.0.0.1)'],
  ['fqdn-percent', 'http%3A%2F%2F{m}.{org}.jp%2F', 'u=https%3a%2f%2f{m}%2e{org}%2ejp', 'x=%257B{m}%252E{org}%252Ejp'],
  ['fqdn-full-width', '{Fm}．{Forg}．ｊｐ', 'host: {Fm}．{Forg}．ｃｏ．ｊｐ', '（{Fm}．{Forg}．ｌｏｃａｌ）'],
  ['fqdn-invisible', '{m}.{Zorg}.jp', '{Zm}.{org}.co.jp', 'host={Zm}.{Zorg}.local'],
  ['fqdn-idn', 'Could not resolve host: 社内{J}.{J}.jp', 'http://{J}.{J}.jp/', 'nslookup {J}.example.{J}.jp'],
  ['fqdn-punycode', 'resolve host: {m}.xn--{org}-4b4c', '{m}.{org}.xn--q9jyb4c', 'https://xn--{org}-k3a.jp/'],
  ['fqdn-service', '_ldap._tcp.{org}.local', '_kerberos.{m}._sites.dc._msdcs.{org}.local', '_ldap.{org}.jp'],
  ['fqdn-like-ours', 'blob.{org}.co.jp', 'pod01-{m}.{org}.jp', 'system.{org}.co.jp'],
  [
    'fqdn-trick',
    '{m}.store.core.windows.net.{org}.co.jp',
    'login.microsoftonline.com.{org}.jp',
    'pod01-prot1.jpe.backup.windowsazure.com.{org}.net',
  ],
  ['fqdn-like-file', 'www.{org}.sh', 'mail.{org}.py', 'app.{org}.zip'],
  ['fqdn-number-last', '{m}-nas.lan1', 'ping {m}.{org}.v6', '{m}.{org}1'],
  ['fqdn-cut', 'Failed to connect to {m}.corp.{org}', 'nslookup {m}.{org}.c', 'resolve host: {m}.{org}.co.j'],
  ['fqdn-long', '{a60}.{b60}.{m}.{org}.jp', 'http://{a60}.{m}.{org}.jp/', '{a60}.{b60}.{a60}.{b60}.{m}.{org}.jp'],
  ['wildcard', '*.{org}.co.jp', 'no_proxy=.{org}.local,localhost', 'ProxyOverride : *.{m}.{org}.jp;<local>'],
  ['fqdn-html', '{m}&#46;{org}&#x2e;jp', 'href="https://{m}.{org}.jp/"', '&lt;{m}.{org}.jp&gt;'],
  ['fqdn-json', '"host":"{m}.{org}.jp"', '{"target":"{m}\\u002e{org}\\u002ejp"}', '\\"{m}.{org}.jp\\"'],
  [
    'fqdn-terminal',
    '\u001B[31m{m}\u001B[0m.{org}.jp',
    '\u001B[1m{m}.{org}.jp\u001B[0m',
    '{m}.\u001B[4m{org}\u001B[24m.jp',
  ],
  ['fqdn-defanged', '{m}[.]{org}[.]jp', 'hxxps://{m}[.]{org}[.]co[.]jp/', 'host {m}[.]{org}.local'],
  // single labels
  ['host-label', '   Static hostname: {m}$', 'Computer Name: {m}$', 'コンピューター名: {m}$'],
  ['host-label-json', '"computerName":"{m}"', '{"hostname": "{m}"}', "'vmName' = '{m}'"],
  [
    'host-label-windows',
    '   Host Name . . . . . . . . . . . . : {m}$',
    'COMPUTERNAME={M}',
    'Machine: {M} (Microsoft Windows NT 10.0.17763.0)$',
  ],
  [
    'host-line',
    '## ## このシェルスクリプトを実行するホスト名は{m}です。$',
    '## 実行しているマシンのホスト名は{m}です。$',
    'ホスト名：{m}$',
  ],
  ['host-numbered', '{org}srv01', '{org}-db02', '{ORG}VM11_eth0'],
  ['host-command', 'nslookup {m}$', 'Test-NetConnection -ComputerName {m} -Port 443$', 'nc -vz {m} 443$'],
  [
    'host-before',
    'ping: {m}: Name or service not known$',
    'PING {m} (127.0.0.1) 56(84) bytes of data.$',
    'Could not resolve host: {m}$',
  ],
  ['host-url', 'http://{m}:8080', 'https_proxy=http://{m}:8080', 'ldaps://{m}/'],
  ['host-port', '{m}:8080', 'ProxyServer : {m}:8080$', 'proxy={m}:3128'],
  ['host-via', 'Via: 1.1 {m} (squid/5.7)$', 'X-Cache: MISS from {m}$', 'X-Cache-Lookup: NONE from {m}:3128$'],
  [
    'host-syslog',
    'Nov 20 01:02:03 {m} sshd[123]: error$',
    '2026-11-20T01:02:03.123456+09:00 {m} systemd[1]: Started.$',
    '<13>1 2026-11-20T01:02:03Z {m} waagent[9]: x$',
  ],
  ['unc', '\\\\{m}\\share$\\x.txt', '//{m}/c$/x', '\\\\\\\\{m}\\\\data'],
  ['unc-fqdn', '\\\\{m}.{org}.jp\\c$', 'file://{m}.{org}.local/x', 'net view \\\\{M}'],
  // prompts
  ['prompt', '[{u}@{m} ~]$ ls$', '{u}@{m}:~$ curl -I https://login.microsoftonline.com$', '{u}@{m}:/var/log> tail x$'],
  ['prompt-suse', '{m}:/tmp # ls$', '{m}:~ # nslookup$', '(venv) {m}:/opt $ ls$'],
  ['prompt-remote', '[{m}]: PS C:\\Windows> ls$', '[{m}.{org}.jp]: PS C:\\> ls$', '[{m}]: P: C:\\>$'],
  ['prompt-login', '{m} login: {u}$', '{m}# show version$', '{m}> enable$'],
  ['ssh', 'ssh {u}@{m}.{org}.jp', 'scp x {u}@{m}:/tmp', '{u}@{ip}:/home'],
  // users
  ['win-user', 'C:\\Users\\{u}\\Desktop', 'D:\\Users\\{u}\\x', 'c:\\users\\{u}\\appdata'],
  [
    'win-user-space',
    'C:\\Users\\{First} {Last}\\Desktop',
    '"C:\\Users\\{First} {Last}"',
    'PS C:\\Users\\{First} {Last}>$',
  ],
  ['win-user-ja', 'C:\\Users\\{J} {J}\\Desktop', 'C:\\Users\\{J}', 'PS C:\\Users\\{J}> ls$'],
  ['win-user-slash', 'C:/Users/{u}/x', 'file:///C:/Users/{u}/x', 'C:\\\\Users\\\\{u}\\\\x'],
  ['win-user-short', 'C:\\Users\\{U6}~1\\AppData', 'C:\\DOCUME~1\\{U6}~1\\x', 'c:/users/{U6}~2/x'],
  [
    'win-docs',
    'C:\\Documents and Settings\\{u}\\x',
    'D:\\Documents and Settings\\{First} {Last}\\x',
    'C:\\Profiles\\{u}\\x',
  ],
  ['home', '/home/{u}/run.sh', '/home/{First}/run.sh', '/home/{u}.{last}/run.sh'],
  ['home-domain', '/home/{ORG}/{u}/x', '/home/{org}.local/{u}/x', '/export/home/{u}/x'],
  ['mac-users', '/Users/{u}/x', '/Users/{u}/Library', '"/Users/{u}"'],
  ['domain-user', '{org}\\{u}', 'Username: {ORG}\\{u}$', 'ユーザー名: {ORG}\\{u}$'],
  ['domain-user-fqdn', '{org}.local\\{u}', 'User: {ORG}\\\\{u}', '/user:{ORG}\\{u}'],
  ['azuread', 'AzureAD\\{First}{Last}', 'RunAs User: AzureAD\\{First}{Last}$', 'MicrosoftAccount\\{u}@{org}.jp'],
  ['user-label', 'User Name: {u}$', 'ユーザー名: {u}$', 'LOGNAME={u}'],
  ['user-json', '"userName":"{u}"', '"user_name": "{u}"', '{"accountName":"{u}"}'],
  ['user-full', 'Full Name: {First} {Last}$', '氏名: {J} {J}$', 'Display Name: {First} {Last}$'],
  ['email', 'mail {u}.{last}@{org}.co.jp', '<{u}@{org}.jp>', 'mailto:{u}@{org}.jp'],
  ['email-plus', '{u}+az@{org}.co.jp', 'To: {u}_x@{org}.jp$', 'From:{u}@{org}.jp'],
  ['email-percent', '{u}%40{org}.jp', 'email={u}%40{org}.co.jp', '{u}&#64;{org}.jp'],
  ['upn', '{u}@{org}.onmicrosoft.com', 'upn: {u}@{org}.jp$', 'i:0#.f|membership|{u}@{org}.jp'],
  ['sid', '{sid}', 'SID: {sid}', 'S-1-5-21-x ({sid})'],
  ['phone', 'TEL 03-{d8}', '電話番号: 090-{d8}$', '+81-3-{d8}'],
  // IPv4
  ['ipv4', 'Connected to {ip}', '({ip})', 'address={ip},'],
  ['ipv4-port', '{ip}:443', '{ip}#53', '{ip}.53214 > 168.63.129.16.80'],
  ['ipv4-cidr', '{ip}/24', 'inet {ip}/8 brd 10.255.255.255', 'route {ip}/32'],
  ['ipv4-range', '{ip}-{ip2}', '{ip}～{ip2}', '{ip} - {ip2}'],
  ['ipv4-arpa', '{arpa4}.in-addr.arpa', '{arpa4}.IN-ADDR.ARPA.', 'dig -x {ip}'],
  ['ipv4-glued', 'capture_{ip}_eth0', 'vm-{ip}.log', 'アドレスは{ip}です'],
  ['ipv4-dashed', 'ip-{ipdash}', 'ip-{ipdash}.ec2.internal', 'host-{ipdash}.{org}.jp'],
  ['ipv4-zeros', '{ipzero}', '{ipzero}:443', '[{ipzero}]'],
  ['ipv4-url', 'http://{ip}/', 'http://{ip}:8080/x', '//{ip}/share'],
  ['ipv4-open', '{ip3}.*', 'bypass: {ip3}.*;x$', '{ip3}.0/24'],
  ['ipv4-percent', 'x%3A{ip}%2F', '{ippercent}', 'u={ip}%3A443'],
  ['ipv4-full-width', '{Fip}', 'IP：{Fip}', '（{Fip}）'],
  // IPv6
  ['ipv6-full', '{ip6}', '[{ip6}]', 'address={ip6},'],
  ['ipv6-short', '{ip6s}', '({ip6s})', 'inet6 {ip6s} scope global'],
  ['ipv6-prefix', '{ip6s}/64', 'route {ip6net}/48 dev eth0', '{ip6net}/32'],
  ['ipv6-bracket', 'https://[{ip6s}]:443/', '[{ip6s}]:8080', 'Trying [{ip6s}]:443...'],
  ['ipv6-zone', 'fe80::{ip6id}%eth0', 'fe80::{ip6id}%15', '[fe80::{ip6id}%25eth0]'],
  ['ipv6-mapped', '::ffff:{ip}', '::FFFF:{ip}', '64:ff9b::{ip}'],
  ['ipv6-port', '{ip6s}#53', '{ip6s}.443', '{ip6s}: timed out'],
  ['ipv6-upper', '{IP6}', '[{IP6}]:443', '{IP6}/64'],
  ['ipv6-arpa', '{arpa6}.ip6.arpa', '{arpa6}.IP6.ARPA.', '{arpa6}.ip6.arpa name'],
  ['ipv6-label', 'IPv6 Address. . . : {ip6s}$', 'Address:{ip6s}', 'IPアドレス:{ip6s}'],
  // hardware
  ['mac-colon', 'link/ether {mac}', '({mac})', 'HWaddr {MAC}'],
  ['mac-dash', '{macdash}', 'Physical Address. . . : {MACDASH}$', '物理アドレス: {MACDASH}$'],
  ['mac-cisco', '{maccisco}', 'address {maccisco}', '[{maccisco}]'],
  ['mac-bare', 'MAC {macbare}', 'mac={macbare}', 'enx{macbare}'],
  ['mac-spaced', '{macspace}', 'MAC: {macspace}$', '({macspace})'],
  ['serial', 'Serial Number: VMware-{hexspace}$', 'serial={hex16}', 'シリアル番号: {hex16}$'],
  ['asset', 'Asset Tag: {hex16}$', 'Service Tag: {hex16}$', 'Chassis Serial: {hex16}$'],
  // identifiers
  ['guid', 'tenant {guid}', '{{guid}}', 'id={guid},'],
  ['guid-upper', '{GUID}', 'tenantId: {GUID}', '"{GUID}"'],
  ['guid-bare', 'vmid {guidbare}', '{guidbare}', 'Machine ID: {guidbare}$'],
  ['guid-glued', 'x_{guid}_y', '{guid}.log', 'https://{guid}.ods.opinsights.azure.com/'],
  [
    'arm',
    '/subscriptions/{guid}/resourceGroups/{rg}/providers/Microsoft.RecoveryServices/vaults/{vault}',
    '/subscriptions/{guid}/resourcegroups/{rg}',
    'https://management.azure.com/subscriptions/{guid}/resourceGroups/{rg}/providers/Microsoft.Compute/virtualMachines/{m}/extensions',
  ],
  [
    'arm-percent',
    '%2Fsubscriptions%2F{guid}%2FresourceGroups%2F{rg}',
    'ids=/SUBSCRIPTIONS/{guid}/RESOURCEGROUPS/{rg}/x',
    '"/subscriptions/{guid}/resourceGroups/{rg}/providers/Microsoft.Network/virtualNetworks/{m}/subnets/{vault}"',
  ],
  ['resource-label', 'Resource Group: {rg}$', 'リソース グループ名: {rg}$', '--resource-group {rg}'],
  ['vault-label', 'Vault Name : {vault}$', 'コンテナー名: {vault}$', '--vault-name {vault}'],
  ['thumbprint', 'Thumbprint {thumb}', 'sha1={thumb}', '{thumb}.cer'],
  ['thumbprint-colon', 'SHA1 Fingerprint={thumbcolon}', '{thumbcolon}', 'X509v3 Key Identifier: {thumbcolon}'],
  ['sha256', 'sha256 {sha256}', 'SHA256:{sha256}', '{sha256}  x.zip'],
  // certificates
  [
    'cert-subject',
    'subject: C=JP; ST=Tokyo; O={Org} Kabushiki Kaisha; CN={m}$',
    '* subject: CN={m}.{org}.jp$',
    'subject=C = JP, O = {Org} K.K., CN = {m}$',
  ],
  [
    'cert-issuer',
    'issuer: CN={Org} Root CA, DC={org}, DC=local$',
    '発行者: CN={Org} Proxy CA$',
    'issuer=/C=JP/O={Org}/CN={Org} Issuing CA 1$',
  ],
  ['cert-title', 'Issuer: {Org} Inspection CA$', 'Subject: {Org} Server$', '発行先: {Org} Root$'],
  ['dn', 'CN={u},OU={Sales},DC={org},DC=local', 'OU={Sales},O={Org}', 'uid={u},dc={org},dc=jp'],
  ['cert-san', 'DNS:{m}.{org}.jp', 'DNS:{m}', 'subjectAltName: DNS:{m}, DNS:{m}.{org}.jp$'],
  ['cert-path', '{hex16}.cer', 'Cert:\\LocalMachine\\My\\{thumb}', '/etc/ssl/{org}-root.pem'],
  // labels under public zones
  [
    'storage',
    '{acct}.blob.core.windows.net',
    'https://{acct}.queue.core.windows.net/x',
    '{acct}.file.core.chinacloudapi.cn',
  ],
  [
    'storage-secondary',
    '{acct}-secondary.blob.core.windows.net',
    '{acct}-secondary.table.core.windows.net:443',
    'https://{acct}-secondary.dfs.core.windows.net/',
  ],
  [
    'storage-zone',
    '{acct}.z33.blob.storage.azure.net',
    '{acct}.z5.web.core.windows.net',
    'md-{acct}.z12.blob.storage.azure.net',
  ],
  [
    'storage-private',
    '{acct}.privatelink.blob.core.windows.net',
    'canonical name = {acct}.privatelink.blob.core.windows.net.',
    '{acct}.privatelink.file.core.windows.net',
  ],
  [
    'storage-name',
    'Chache Storage Account Name : {acct}$',
    'StorageAccount名は {acct} です。$',
    'AccountName={acct};EndpointSuffix=core.windows.net',
  ],
  [
    'keyvault',
    '{kv}.vault.azure.net',
    '{kv}.privatelink.vaultcore.azure.net',
    'https://{kv}.vault.usgovcloudapi.net/keys/x',
  ],
  [
    'servicebus',
    '{acct}.servicebus.windows.net',
    '{acct}.privatelink.servicebus.windows.net',
    'sb://{acct}.servicebus.windows.net/',
  ],
  [
    'sqldb',
    '{acct}.database.windows.net',
    'tcp:{acct}.database.windows.net,1433',
    '{acct}.privatelink.database.windows.net',
  ],
  [
    'mysql',
    '{acct}.mysql.database.azure.com',
    '{acct}.postgres.database.azure.com',
    '{acct}.mariadb.database.azure.com',
  ],
  ['cloudapp', '{acct}.japaneast.cloudapp.azure.com', '{acct}.cloudapp.net', '{m}.{acct}.lx.internal.cloudapp.net'],
  ['appservice', '{acct}.azurewebsites.net', '{acct}.scm.azurewebsites.net', 'https://{acct}.azurestaticapps.net/'],
  [
    'search-redis',
    '{acct}.search.windows.net',
    '{acct}.redis.cache.windows.net',
    '{acct}.privatelink.redis.cache.windows.net',
  ],
  ['traffic-manager', '{acct}.trafficmanager.net', '{acct}.azureedge.net', '{acct}.azurefd.net'],
  ['registry', '{acct}.azurecr.io', '{acct}.japaneast.azmk8s.io', '{acct}.azure-api.net'],
  ['documents', '{acct}.documents.azure.com', '{acct}.openai.azure.com', '{acct}.cognitiveservices.azure.com'],
  ['visualstudio', '{org}.visualstudio.com', 'https://dev.azure.com/{org}/{vault}', '{org}.pkgs.visualstudio.com'],
  ['sharepoint', '{org}.sharepoint.com', '{org}-my.sharepoint.com', 'https://{org}.sharepoint.com/sites/{vault}'],
  ['tenant-name', '{org}.onmicrosoft.com', '{org}.b2clogin.com', '{org}.crm7.dynamics.com'],
  [
    'vault-endpoint',
    '{vid}-ab-pod01-fc1.jpe.backup.windowsazure.com',
    '{vid}-ab-pod01-prot1i.jpe.backup.windowsazure.com',
    'https://{vid}-ab-pod01-id1.jpw.backup.windowsazure.com/',
  ],
  [
    'vault-private',
    '{vid}-ab-pod01-fc1.privatelink.jpe.backup.windowsazure.com',
    '{vid}-ab-pod01-rec2.privatelink.jpw.backup.windowsazure.com.',
    'canonical name = {vid}-ab-pod01-id1.privatelink.jpe.backup.windowsazure.com.',
  ],
  [
    'asr-endpoint',
    '{vid}-asr-pod01-rcm1.jpe.siterecovery.windowsazure.com',
    '{vid}-asr-pod01-srs1.jpe.hypervrecoverymanager.windowsazure.com',
    '{vid}-asr-pod01-rcm1.jpe.privatelink.siterecovery.windowsazure.com',
  ],
  // files
  [
    'log-name',
    'CheckNWResult_{m}_202611041530.log',
    'AzureBackup_Check_NW_{m}_20261104_153000.log',
    './CheckNWResult_{org}01_202611041530.log',
  ],
  ['file-name', '/etc/{org}-secret.conf', 'C:\\{Org}\\tools\\x.exe', '/opt/{org}/bin/x'],
  ['file-program', 'C:\\Program Files\\{Org} Tools\\app.exe', 'D:\\{org}\\logs\\x.log', '/mnt/{org}data/x'],
  ['file-capture', '{m}.pcap', '/tmp/{m}_eth0.pcapng', 'C:\\Logs\\{m}.etl'],
  ['url-path', 'https://intra.{org}.jp/user/{u}?x=1', 'http://{m}/{org}/index.html', 'https://{org}.jp/{u}'],
  // secrets
  [
    'proxy-url',
    'http://{u}:{pw}@{ip}:8080/',
    'https_proxy=http://{u}:{pw}@{m}.{org}.jp:8080',
    'http://{u}:{pw}@{m}:3128',
  ],
  ['proxy-bare', 'proxy = {u}:{pw}@{m}.{org}.jp:8080', '{u}:{pw}@{ip}:8080', 'proxy={u}:{pw}@{m}:3128'],
  [
    'proxy-special',
    'http://{u}:{p1}@{p2}/{p3}!@{ip}:8080',
    'http://{u}:{p1}/{p2}@{m}.{org}.jp:8080',
    'http://{u}:{p1}%40{p2}%2F{p3}@{ip}:8080',
  ],
  [
    'curl-u',
    'curl -U {u}:{pw} -x http://{ip}:8080 https://login.microsoftonline.com$',
    'curl --user {u}:{pw} https://login.microsoftonline.com$',
    "curl -sSu '{u}:{pw}' https://login.microsoftonline.com$",
  ],
  [
    'curl-glued',
    'curl -U{u}:{pw} https://login.microsoftonline.com$',
    'curl --proxy-user={u}:{pw} https://login.microsoftonline.com$',
    'curl -vu"{u}:{pw}" https://login.microsoftonline.com$',
  ],
  [
    'net-use',
    'net use \\\\{m}\\c$ /user:{ORG}\\{u} {pw}$',
    'net use Z: \\\\{m}.{org}.jp\\x {pw} /user:{u}@{org}.jp$',
    'C:\\>net use \\\\{m}\\x "{pw}" /user:{ORG}\\{u}$',
  ],
  ['basic', 'Proxy-Authorization: Basic {b64}', 'authorization: basic {b64}', '-H "Authorization: Basic {b64}"'],
  ['bearer', 'Authorization: Bearer {jwt}', '"Authorization":"Bearer {jwt}"', 'Bearer {jwt}'],
  ['jwt', '{jwt}', 'access_token={jwt}', '"id_token":"{jwt}"'],
  [
    'ntlm',
    'Proxy-Authenticate: NTLM TlRMTVNTUAAC{b64}',
    'WWW-Authenticate: Negotiate TlRMTVNTUAAB{b64}',
    'Authorization: NTLM TlRMTVNTUAAD{b64}',
  ],
  [
    'cookie',
    'Set-Cookie: SessionId={tok}; path=/$',
    'Cookie: a={tok}; b={tok2}$',
    "curl -b 'SID={tok}' https://login.microsoftonline.com$",
  ],
  [
    'sas',
    'https://{acct}.blob.core.windows.net/c?sv=2024-11-04&ss=b&sig={sig}',
    '?sig={sig}&se=2027-01-01',
    'SharedAccessSignature=sv=2024-11-04&sig={sig}',
  ],
  [
    'account-key',
    'DefaultEndpointsProtocol=https;AccountName={acct};AccountKey={b64}==;EndpointSuffix=core.windows.net',
    '--account-key {b64}==',
    '"AccountKey": "{b64}=="',
  ],
  [
    'shared-key',
    'SharedAccessKeyName=x;SharedAccessKey={b64}=',
    'Authorization: SharedKey {acct}:{b64}=',
    'x-functions-key: {tok}',
  ],
  ['password', 'password={pw}', 'Password: {pw}', "Pwd='{pw}';"],
  ['password-json', '"password":"{pw}"', '{"proxyPassword": "{pw}"}', '\\"password\\":\\"{pw}\\"'],
  ['password-option', '--proxy-password {pw}', '-Password {pw}', '/pass:{pw}'],
  ['password-ja', 'パスワード: {pw}', 'パスワードは {pw} です', 'パスワード={pw}'],
  [
    'password-xml',
    '<Password>{pw}</Password>',
    '<ap:userPassword>{pw}</ap:userPassword>',
    '<add key="x" password="{pw}"/>',
  ],
  ['client-secret', 'AZURE_CLIENT_SECRET={tok}', 'client_secret={tok}&grant_type=x', '"clientSecret" : "{tok}"'],
  ['api-key', 'x-api-key: {tok}', 'api_key={tok}', 'Ocp-Apim-Subscription-Key: {tok}'],
  ['function-code', 'https://{acct}.azurewebsites.net/api/x?code={tok}', '?code={tok}&x=1', '&code={tok}'],
  ['sshpass', 'sshpass -p {pw} ssh {u}@{m}$', 'plink -pw {pw} {u}@{ip}$', 'hdbsql -u SYSTEM -p {pw} -d HN1$'],
  ['github-token', 'ghp_{tok}', 'https://x:ghp_{tok}@github.com/x/y', 'token: ghp_{tok}'],
];

/** Made-up values; the same seed makes the same ones. */
export class Values {
  #state: number;

  constructor(seed: number) {
    this.#state = (seed * 2_654_435_761 + 12_345) >>> 0;
  }

  /** A number below `most`. */
  below(most: number): number {
    this.#state = (Math.imul(this.#state ^ (this.#state >>> 15), 0x2c1b3c6d) + 0x6d2b79f5) >>> 0;
    return this.#state % most;
  }

  from<T>(list: readonly T[]): T {
    const value = list[this.below(list.length)];
    if (value === undefined) throw new Error('nothing to choose from');
    return value;
  }

  hex(length: number): string {
    // letters and digits in every run, as real ones have
    return Array.from({ length }, (_, at) =>
      at % 4 === 1
        ? this.from('abcdef'.split(''))
        : at % 4 === 2
          ? this.from('0123456789'.split(''))
          : this.from('0123456789abcdef'.split('')),
    ).join('');
  }

  /** Syllables that make no word of a log. */
  word(count: number): string {
    return Array.from({ length: count }, () => this.from(SYLLABLES)).join('');
  }
}

const SYLLABLES = ['kazu', 'miro', 'tane', 'yuki', 'goro', 'hebo', 'nashi', 'ruko', 'zemi', 'bayu'];
const KANA = ['田', '中', '山', '川', '経', '理', '総', '務', '製', '造'];

const SECRET_VALUES = new Set(['pw', 'p1', 'p2', 'p3', 'b64', 'jwt', 'tok', 'tok2', 'sig']);

/** A planted text, and the pieces of it that must not survive. */
export interface Planted {
  readonly text: string;
  readonly pieces: readonly string[];
  /** The pieces that are secrets. */
  readonly secrets: readonly string[];
  /** It is a line of its own. */
  readonly alone: boolean;
}

/** Fills a form with values. */
export function plant(form: string, values: Values): Planted {
  const alone = form.endsWith('$');
  const base = basics(values);
  const pieces: string[] = [];
  const secrets: string[] = [];
  const text = (alone ? form.slice(0, -1) : form).replaceAll(/\{([A-Za-z]\w*)\}/gu, (_, name: string) => {
    const value = valueOf(name, values, base);
    if (value.length > 2) pieces.push(value);
    if (SECRET_VALUES.has(name)) secrets.push(value);
    return value;
  });
  return { text, pieces, secrets, alone };
}

/** Names that occur more than once in a form are the same each time. */
function basics(values: Values): Readonly<Record<string, string>> {
  const octet = (): number => 2 + values.below(250);
  const ip = [values.from(['10', '172', '192', '203', '20']), octet(), octet(), octet()].join('.');
  const guid = values.hex(32);
  return {
    org: values.word(2),
    m: `${values.word(2)}${values.below(2) === 0 ? '' : `0${1 + values.below(8)}`}`,
    u: values.word(2),
    last: values.word(2),
    ip,
    mac: values.hex(12),
    guid: [8, 4, 4, 4, 12]
      .reduce<string[]>(
        (parts, length) => [...parts, guid.slice(parts.join('').length, parts.join('').length + length)],
        [],
      )
      .join('-'),
  };
}

function valueOf(name: string, values: Values, base: Readonly<Record<string, string>>): string {
  const own = (key: string): string => base[key] ?? '';
  const capital = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1);
  const wide = (text: string): string =>
    text.replaceAll(/[!-~]/gu, (c) => String.fromCharCode(c.charCodeAt(0) + 0xfee0));
  const group = (): string => values.hex(4);
  const octets = own('ip').split('.');
  const pairs = own('mac').match(/../gu) ?? [];
  switch (name) {
    case 'ORG':
      return own('org').toUpperCase();
    case 'Org':
      return capital(own('org'));
    case 'Forg':
      return wide(own('org'));
    case 'Zorg':
      return `${own('org').slice(0, 3)}\u200B${own('org').slice(3)}`;
    case 'M':
      return own('m').toUpperCase();
    case 'Fm':
      return wide(own('m'));
    case 'Zm':
      return `${own('m').slice(0, 4)}\u00AD${own('m').slice(4)}`;
    case 'First':
      return capital(own('u'));
    case 'Last':
      return capital(own('last'));
    case 'Sales':
      return capital(values.word(2));
    case 'U6':
      return values.word(2).slice(0, 6).toUpperCase();
    case 'J':
      return `${values.from(KANA)}${values.from(KANA)}${values.from(KANA)}`;
    case 'ip2':
      return [...octets.slice(0, 3), String(2 + values.below(250))].join('.');
    case 'ip3':
      return octets.slice(0, 3).join('.');
    case 'arpa4':
      return octets.toReversed().join('.');
    case 'ipdash':
      return octets.join('-');
    case 'ipzero':
      return octets.map((octet) => octet.padStart(3, '0')).join('.');
    case 'ippercent':
      return octets.join('%2E');
    case 'Fip':
      return wide(own('ip'));
    case 'ip6':
      return `2001:db8:${Array.from({ length: 6 }, group).join(':')}`;
    case 'ip6s':
      return `2001:db8:${group()}::${group()}`;
    case 'ip6net':
      return `2001:db8:${group()}::`;
    case 'ip6id':
      return `${group()}:${group()}`;
    case 'IP6':
      return `2001:DB8:${group().toUpperCase()}::${group().toUpperCase()}`;
    case 'arpa6':
      return values.hex(32).split('').join('.');
    case 'mac':
      return pairs.join(':');
    case 'MAC':
      return pairs.join(':').toUpperCase();
    case 'macdash':
      return pairs.join('-');
    case 'MACDASH':
      return pairs.join('-').toUpperCase();
    case 'maccisco':
      return (own('mac').match(/..../gu) ?? []).join('.');
    case 'macbare':
      return own('mac');
    case 'macspace':
      return pairs.join(' ');
    case 'hexspace':
      return (values.hex(16).match(/../gu) ?? []).join(' ');
    case 'hex16':
      return values.hex(16);
    case 'GUID':
      return own('guid').toUpperCase();
    case 'guidbare':
      return own('guid').replaceAll('-', '');
    case 'sid':
      return `S-1-5-21-${[values.below(4e9), values.below(4e9), values.below(4e9)].map((n) => n + 1e8).join('-')}-1001`;
    // four digits alone stand in versions and sizes as well
    case 'd8':
      return `${1000 + values.below(9000)}-${1000 + values.below(9000)}`;
    case 'rg':
      return `rg-${own('org')}-prod`;
    case 'vault':
      return `${own('last')}-${values.word(2)}`;
    case 'thumb':
      return values.hex(40).toUpperCase();
    case 'thumbcolon':
      return (values.hex(40).toUpperCase().match(/../gu) ?? []).join(':');
    case 'sha256':
      return values.hex(64);
    case 'acct':
      return `${values.word(2)}${10 + values.below(90)}`;
    case 'kv':
      return `${own('org')}-kv0${1 + values.below(8)}`;
    case 'vid':
      return `${1 + values.below(8)}${Array.from({ length: 18 }, () => values.below(10)).join('')}`;
    case 'a60':
      return values.from('bcdfg'.split('')).repeat(60);
    case 'b60':
      return values.from('hjklm'.split('')).repeat(60);
    case 'pw':
      return `${capital(values.word(1))}${100 + values.below(900)}${values.from(['!', '#x', '$q', ''])}`;
    case 'p1':
    case 'p2':
    case 'p3':
      return `${values.word(1)}${10 + values.below(90)}`;
    case 'b64':
      return `${values.hex(20)}Q${values.hex(19)}`;
    case 'jwt':
      return `eyJ${values.hex(20)}.eyJ${values.hex(24)}.${values.hex(20)}`;
    case 'tok':
    case 'tok2':
      return values.hex(36);
    case 'sig':
      return `${values.hex(20)}%2B${values.hex(9)}%3D`;
    default: {
      const known = own(name);
      if (known === '') throw new Error(`no such value: ${name}`);
      return known;
    }
  }
}
