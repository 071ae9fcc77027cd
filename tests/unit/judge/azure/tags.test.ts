import { expect, test } from 'vitest';
import { unregioned } from '../../../../src/judge/azure/tags.ts';

test.each<[string, string, string, boolean]>([
  ['azurebackup', 'AzureBackup', 'azurebackup', false],
  ['azurebackup.japaneast', 'AzureBackup', 'azurebackup', true],
  ['sql', 'AzureBackup', 'sql', false],
  ['sql.japaneast', 'AzureBackup', 'sql', true],
  ['azurecloud.japaneast', '', 'azurecloud', true],
  ['azurefrontdoor.firstparty', 'AzureFrontDoor.FirstParty', 'azurefrontdoor.firstparty', false],
  ['azurefrontdoor.firstparty.japaneast', 'AzureFrontDoor.FirstParty', 'azurefrontdoor.firstparty', true],
  ['azurefrontdoor.backend', 'AzureFrontDoor.FirstParty', 'azurefrontdoor', true],
])('%s where %j is asked for', (word, wanted, tag, region) => {
  expect(unregioned(word, wanted)).toEqual([tag, region]);
});
