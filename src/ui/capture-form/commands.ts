/** What the reader chose in the form. Everything else in the commands is fixed. */
export interface CaptureWish {
  /** Folder in which the capture is written. */
  readonly folder: string;
  readonly minutes: number;
  /** Size limit of the file in MB. */
  readonly megabytes: number;
  /** Address to which the capture is limited; empty: everything. */
  readonly address: string;
  readonly resourceGroup: string;
  readonly vm: string;
  readonly storage: string;
}

export const EXAMPLE: CaptureWish = {
  folder: '',
  minutes: 10,
  megabytes: 512,
  address: '',
  resourceGroup: 'rg01',
  vm: 'vm01',
  storage: 'contosocaptures',
};

/** Letters that no shell takes for anything else. */
const PLAIN = /[^\w.:\\/ -]/gu;

function plain(text: string): string {
  return text.replaceAll(PLAIN, '').trim();
}

/** tcpdump cannot stop at a size: it writes into two files of half the size in turn, so the end of the traffic is kept. */
export function tcpdump({ folder, minutes, megabytes, address }: CaptureWish): string {
  const path = `${plain(folder) || '/var/tmp'}/outfile.pcap`;
  const filter = plain(address) === '' ? '' : ` host ${plain(address)}`;
  return [
    `sudo timeout ${minutes * 60} tcpdump -s0 -i any -n -C ${Math.max(1, Math.floor(megabytes / 2))} -W 2 -w ${path}${filter}`,
    `sudo gzip ${path}*`,
  ].join('\n');
}

export function netshTrace({ folder, minutes, megabytes, address }: CaptureWish): string {
  const path = plain(folder) || 'C:\\temp';
  const filter = plain(address) === '' ? '' : ` IPv4.Address=${plain(address)}`;
  return [
    `netsh trace start capture=yes report=disabled maxsize=${megabytes} traceFile=${path}\\NetTrace.etl${filter}`,
    `Start-Sleep -Seconds ${minutes * 60}`,
    'netsh trace stop',
    `etl2pcapng.exe ${path}\\NetTrace.etl ${path}\\NetTrace.pcapng`,
  ].join('\n');
}

export function pktmon({ folder, minutes, megabytes, address }: CaptureWish): string {
  const path = plain(folder) || 'C:\\temp';
  const filter = plain(address) === '' ? [] : [`pktmon filter add -i ${plain(address)}`];
  return [
    ...filter,
    `pktmon start --capture --pkt-size 0 --file-size ${megabytes} --file-name ${path}\\PktMon.etl`,
    `Start-Sleep -Seconds ${minutes * 60}`,
    'pktmon stop',
    `pktmon etl2pcap ${path}\\PktMon.etl --out ${path}\\PktMon.pcapng`,
  ].join('\n');
}

export function azureCli({ resourceGroup, vm, storage, minutes, megabytes, address }: CaptureWish): string {
  const filter = plain(address) === '' ? '' : ` --filters '[{"remoteIPAddress":"${plain(address)}"}]'`;
  return [
    `az network watcher packet-capture create --resource-group ${plain(resourceGroup)} --vm ${plain(vm)} --name capture01 --storage-account ${plain(storage)} --time-limit ${minutes * 60} --capture-limit ${megabytes * 1024 * 1024}${filter}`,
    'az network watcher packet-capture show-status --location japaneast --name capture01',
    'az network watcher packet-capture stop --location japaneast --name capture01',
  ].join('\n');
}

export function azurePowerShell({ resourceGroup, vm, storage, minutes, megabytes, address }: CaptureWish): string {
  const filtered = plain(address) !== '';
  return [
    `$vm = Get-AzVM -ResourceGroupName ${plain(resourceGroup)} -Name ${plain(vm)}`,
    `$sa = Get-AzStorageAccount -ResourceGroupName ${plain(resourceGroup)} -Name ${plain(storage)}`,
    ...(filtered ? [`$filter = New-AzPacketCaptureFilterConfig -RemoteIPAddress ${plain(address)}`] : []),
    `New-AzNetworkWatcherPacketCapture -Location $vm.Location -TargetVirtualMachineId $vm.Id -PacketCaptureName capture01 -StorageAccountId $sa.Id -TimeLimitInSeconds ${minutes * 60} -TotalBytesPerSession ${megabytes * 1024 * 1024}${filtered ? ' -Filter $filter' : ''}`,
    'Stop-AzNetworkWatcherPacketCapture -Location $vm.Location -PacketCaptureName capture01',
  ].join('\n');
}

/** Every way with its commands, in the order in which the page shows them. */
export const WAYS: readonly {
  readonly id: string;
  readonly title: string;
  readonly commands: (wish: CaptureWish) => string;
}[] = [
  { id: 'tcpdump', title: 'Linux (tcpdump)', commands: tcpdump },
  { id: 'netsh', title: 'Windows (netsh trace)', commands: netshTrace },
  { id: 'pktmon', title: 'Windows Server 2019 以降 (pktmon)', commands: pktmon },
  { id: 'cli', title: 'Network Watcher (Azure CLI)', commands: azureCli },
  { id: 'powershell', title: 'Network Watcher (Azure PowerShell)', commands: azurePowerShell },
];
