import { WAYS as TITLES } from '#locale/capture-form.ts';
import { commandOf, type Values } from '../../commands/command.ts';
import type { Shell } from '../../commands/quote.ts';

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

const LINUX_FOLDER = '/var/tmp';
const WINDOWS_FOLDER = 'C:\\temp';

/** Several commands, one below the other. */
function commands(templates: readonly string[], values: Values, shell: Shell): string {
  return templates.map((template) => commandOf(template, values, shell)).join('\n');
}

function valuesOf({ folder, minutes, megabytes, address }: CaptureWish, instead: string): Values {
  return { folder: folder.trim() || instead, seconds: minutes * 60, megabytes, address: address.trim() };
}

function isLimited({ address }: CaptureWish): boolean {
  return address.trim() !== '';
}

/** tcpdump cannot stop at a size: it writes into two files of half the size in turn, so the end of the traffic is kept. */
function tcpdump(wish: CaptureWish): string {
  return commands(
    [
      isLimited(wish)
        ? 'sudo timeout {seconds} tcpdump -s0 -i any -n -C {megabytes} -W 2 -w {folder}/outfile.pcap host {address}'
        : 'sudo timeout {seconds} tcpdump -s0 -i any -n -C {megabytes} -W 2 -w {folder}/outfile.pcap',
      'sudo gzip {folder}/outfile.pcap*',
    ],
    { ...valuesOf(wish, LINUX_FOLDER), megabytes: Math.max(1, Math.floor(wish.megabytes / 2)) },
    'bash',
  );
}

function netshTrace(wish: CaptureWish): string {
  return commands(
    [
      isLimited(wish)
        ? 'netsh trace start capture=yes report=disabled maxsize={megabytes} traceFile={folder}\\NetTrace.etl IPv4.Address={address}'
        : 'netsh trace start capture=yes report=disabled maxsize={megabytes} traceFile={folder}\\NetTrace.etl',
      'Start-Sleep -Seconds {seconds}',
      'netsh trace stop',
      'etl2pcapng.exe {folder}\\NetTrace.etl {folder}\\NetTrace.pcapng',
    ],
    valuesOf(wish, WINDOWS_FOLDER),
    'powershell',
  );
}

function pktmon(wish: CaptureWish): string {
  return commands(
    [
      ...(isLimited(wish) ? ['pktmon filter add -i {address}'] : []),
      'pktmon start --capture --pkt-size 0 --file-size {megabytes} --file-name {folder}\\PktMon.etl',
      'Start-Sleep -Seconds {seconds}',
      'pktmon stop',
    ],
    valuesOf(wish, WINDOWS_FOLDER),
    'powershell',
  );
}

function azureValues(wish: CaptureWish): Values {
  const { resourceGroup, vm, storage, megabytes } = wish;
  return {
    ...valuesOf(wish, ''),
    bytes: megabytes * 1024 * 1024,
    group: resourceGroup,
    resource: vm,
    account: storage,
  };
}

function azureCli(wish: CaptureWish): string {
  return commands(
    [
      isLimited(wish)
        ? `az network watcher packet-capture create --resource-group {group} --vm {resource} --name capture01 --storage-account {account} --time-limit {seconds} --capture-limit {bytes} --filters '[{"remoteIPAddress":"{address}"}]'`
        : 'az network watcher packet-capture create --resource-group {group} --vm {resource} --name capture01 --storage-account {account} --time-limit {seconds} --capture-limit {bytes}',
      'az network watcher packet-capture show-status --location japaneast --name capture01',
      'az network watcher packet-capture stop --location japaneast --name capture01',
    ],
    azureValues(wish),
    'bash',
  );
}

function azurePowerShell(wish: CaptureWish): string {
  const filtered = isLimited(wish);
  return commands(
    [
      '$vm = Get-AzVM -ResourceGroupName {group} -Name {resource}',
      '$sa = Get-AzStorageAccount -ResourceGroupName {group} -Name {account}',
      ...(filtered ? ['$filter = New-AzPacketCaptureFilterConfig -RemoteIPAddress {address}'] : []),
      filtered
        ? 'New-AzNetworkWatcherPacketCapture -Location $vm.Location -TargetVirtualMachineId $vm.Id -PacketCaptureName capture01 -StorageAccountId $sa.Id -TimeLimitInSeconds {seconds} -TotalBytesPerSession {bytes} -Filter $filter'
        : 'New-AzNetworkWatcherPacketCapture -Location $vm.Location -TargetVirtualMachineId $vm.Id -PacketCaptureName capture01 -StorageAccountId $sa.Id -TimeLimitInSeconds {seconds} -TotalBytesPerSession {bytes}',
      'Stop-AzNetworkWatcherPacketCapture -Location $vm.Location -PacketCaptureName capture01',
    ],
    azureValues(wish),
    'powershell',
  );
}

/** Every way with its commands, in the order in which the page shows them. */
export const WAYS: readonly {
  readonly id: string;
  readonly title: string;
  readonly commands: (wish: CaptureWish) => string;
}[] = [
  { id: 'linux', title: TITLES.linux, commands: tcpdump },
  { id: 'netsh', title: TITLES.netsh, commands: netshTrace },
  { id: 'pktmon', title: TITLES.pktmon, commands: pktmon },
  { id: 'cli', title: TITLES.cli, commands: azureCli },
  { id: 'powershell', title: TITLES.powershell, commands: azurePowerShell },
];
