import { expect, test } from 'vitest';
import { finder } from '../../support/finder.ts';

/** Messages as issues, logs and documentation print them, in full. */
test.each([
  [
    'Fetch failed from [http://168.63.129.16:32526/extensionArtifact]: [HTTP Failed] [400: Bad Request] b\'{  "errorCode"',
    'waagent-fetch-failed',
  ],
  ['WireServer is not responding. Reset dhcp endpoint', 'waagent-wireserver-not-responding'],
  ['No route exists to 168.63.129.16', 'waagent-no-route'],
  [
    "VM 'vm01' has not reported status for VM agent or extensions. Verify that the OS is up and healthy",
    'vm-agent-status-communication',
  ],
  [
    'Provisioning of VM extension vmsnapshot has timed out. Extension installation may be taking too long',
    'vm-extension-provisioning-timeout',
  ],
  ['Some mount point is not accessible.', 'vm-user-error-unable-to-open-mount'],
  ['VM agent is unable to communicate with the Azure Backup Service.', 'vm-user-error-guest-agent-status-unavailable'],
  ['Failed to FIFREEZE: /data/dblog with error message: Operation not permitted', 'vmlinux-fsfreeze'],
  ['Failed to FITHAW: /boot', 'vmlinux-fsfreeze'],
  ['2026/11/20 02:10:31 CRP timeout limit has reached, will not take snapshot.', 'vmlinux-toolate'],
  [
    "Failed to save handler status: [Errno 2] No such file or directory: '/var/lib/waagent/a'",
    'waagent-handler-status',
  ],
  ['WSB job failed with VSS errors. Check VSS event logs to resolve the failure', 'mars-wsb-vss'],
  ['A VSS writer has rejected an event with error 0x800423F4. The writer experienced', 'vss-8229-nonretryable'],
  [
    'There was insufficient disk space on volume D: to grow the shadow copy storage for shadow copies of D:.  As a result of this failure',
    'volsnap-grow',
  ],
  ['System state backup operation failed as the EFI system partition is locked.', 'mars-efi-locked'],
  ['No crash consistent recovery point available for the VM in the last 60 minutes.', 'asr-153007'],
  ['226#FAILED to revoke tags.FAILED: CheckWriterStatus().#2147754994|^|', 'asr-153006'],
  ['The specified service is disabled and cannot be started (0x80070422)', 'asr-153006'],
  ['Error ID: 153039', 'asr-153039'],
  ['エラー コード 150225', 'asr-150226'],
  ["Protection couldn't be enabled for the virtual machine.", 'asr-protection-not-enabled'],
  ['Selected item might have been deleted. Please check if item is registered to the vault.', 'rsv-item-not-found'],
  ['Found invalid hdbbackint executable.', 'hana-user-error-invalid-backint'],
  ['UserErrorHanaUnsupportedOperation', 'hana-user-error-hana-unsupported-operation'],
  ['Need a valid system Key to create the backup key', 'hana-prereg-key'],
  ['WinHttpReceiveResponse: 12030: The connection with the server was terminated abnormally', 'winhttp-function'],
  ['The encryption passphrase for this server is not set.', 'mars-passphrase-not-set'],
  ['Security PIN entered is incorrect. Provide the correct Security PIN', 'mars-security-pin'],
  ['Replica is inconsistent', 'mabs-replica-inconsistent'],
  ['There is insufficient free space in the storage pool for this protection group', 'mabs-pool-space'],
  [
    'Workload Backup extension on the virtual machine is not able to contact Azure Backup service due to network connectivity issues.',
    'sql-user-error-vm-internet-connectivity-issue',
  ],
])('%s is %s', (text, id) => {
  expect(finder.explain(text)[0]).toMatchObject({ id, similar: false });
});
