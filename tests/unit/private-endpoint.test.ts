import { expect, test } from 'vitest';
import { linuxCommands, ofOtherRegion, readNames, windowsCommands } from '../../src/ui/private-endpoint/commands.ts';

test('names are read as a list prints them, with or without an address', () => {
  expect(
    readNames(
      'Name  IP\nABC-ab-pod01.privatelink.jpe.backup.windowsazure.com 10.12.0.15\n\nhttps://x.blob.core.windows.net/\nrm -rf /\n',
    ),
  ).toEqual([
    { host: 'abc-ab-pod01.privatelink.jpe.backup.windowsazure.com', address: '10.12.0.15' },
    { host: 'x.blob.core.windows.net', address: null },
  ]);
});

test('nothing but a host name gets into a command', () => {
  expect(readNames('a.com;calc.exe $(id).com `x`.net "a b".com')).toEqual([{ host: 'a.com', address: null }]);
  expect(readNames('$(rm -rf ~).example.com')).toEqual([]);
});

test('the commands name the host, and the address where it is known', () => {
  const names = readNames('a.privatelink.jpe.backup.windowsazure.com 10.0.0.5');
  expect(windowsCommands(names).split('\n')).toEqual([
    'nslookup a.privatelink.jpe.backup.windowsazure.com',
    'Test-NetConnection a.privatelink.jpe.backup.windowsazure.com -Port 443',
    'Invoke-WebRequest https://a.privatelink.jpe.backup.windowsazure.com -UseBasicParsing',
    'Test-NetConnection 10.0.0.5 -Port 443',
    'Invoke-WebRequest https://10.0.0.5 -UseBasicParsing',
  ]);
  expect(linuxCommands(names)).toContain('nc -vz -w 10 10.0.0.5 443');
});

test('a name of another region is told', () => {
  const names = readNames('a.privatelink.jpe.backup.windowsazure.com\nb.blob.core.windows.net');
  expect(ofOtherRegion(names, 'jpe', 'backup.windowsazure.com')).toEqual([]);
  expect(ofOtherRegion(names, 'jpw', 'backup.windowsazure.com')).toEqual(['a.privatelink.jpe.backup.windowsazure.com']);
});
