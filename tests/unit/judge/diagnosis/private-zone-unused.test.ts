import { expect, test } from 'vitest';
import { privateZoneUnused } from '../../../../src/judge/diagnosis/private-zone-unused.ts';
import { anEndpoint, aPrivateName, someFacts, unnamed } from '../../../support/facts.ts';

const gone = aPrivateName({ state: 'absent', answered: [], azure: 'matches', probe: 7 });
const blob = aPrivateName({
  name: 'a.blob.core.windows.net',
  zone: 'privatelink.blob.core.windows.net',
  service: 'storage',
  state: 'public',
  answered: ['20.1.1.1'],
  probe: 9,
});

test('one for each place where the zone is not seen, with the endpoints of its names', () => {
  // the reader looked the name up without its label
  const own = unnamed('dns_nxdomain', { host: 'v.jpe.backup.windowsazure.com' });
  const facts = someFacts({
    privateNames: [blob, gone],
    endpoints: [own, anEndpoint({ host: 'a.blob.core.windows.net' }), anEndpoint({})],
  });
  expect(privateZoneUnused(facts)).toStrictEqual([
    {
      id: 'private-zone-unused',
      confidence: 'certain',
      endpoints: [own],
      because: [7],
      rank: 'failure',
      weight: 1.5,
      params: {
        where: 'forwarder',
        zone: 'privatelink.jpe.backup.windowsazure.com',
        domain: 'privatelink.jpe.backup.windowsazure.com',
        host: 'v.privatelink.jpe.backup.windowsazure.com',
        count: 1,
      },
    },
    expect.objectContaining({
      confidence: 'likely',
      because: [9],
      params: expect.objectContaining({
        where: 'unknown',
        answer: '20.1.1.1',
        zone: 'privatelink.blob.core.windows.net',
      }),
    }),
  ]);
});

test('zones of one place are named together, and the surest name decides', () => {
  const other = aPrivateName({ state: 'absent', probe: null, answered: [] });
  expect(privateZoneUnused(someFacts({ privateNames: [other, blob] }))).toMatchObject([
    {
      confidence: 'likely',
      because: [9],
      params: {
        count: 2,
        zone: 'privatelink.jpe.backup.windowsazure.com、privatelink.blob.core.windows.net',
        domain: 'privatelink.jpe.backup.windowsazure.com、blob.core.windows.net',
      },
    },
  ]);
});

test('not for a record, and not without a list', () => {
  expect(privateZoneUnused(someFacts({ privateNames: [aPrivateName({ state: 'differs' })] }))).toEqual([]);
  expect(privateZoneUnused(someFacts({}))).toEqual([]);
});

test('only possibly where no server of Azure was asked and the name is not there', () => {
  const privateNames = [aPrivateName({ state: 'absent', answered: [], probe: 3 })];
  expect(privateZoneUnused(someFacts({ privateNames }))).toMatchObject([
    { confidence: 'possible', params: { where: 'unknown', count: 1 } },
  ]);
});
