import { expect, test } from 'vitest';
import { iscsicli } from '../../../../src/tools/iscsicli/index.ts';
import { destinationsOf } from '../../../support/commands.ts';

test.each<[string, string]>([
  ['QAddTargetPortal 20.60.1.1', '20.60.1.1:3260'],
  ['qaddtargetportal A.Example', 'a.example:3260'],
  ['QAddTargetPortal 20.60.1.1 13260', '20.60.1.1:3260'],
  ['AddTargetPortal 20.60.1.1 13260', '20.60.1.1:13260'],
  ['AddTargetPortal 20.60.1.1', '20.60.1.1:3260'],
  ['AddTargetPortal 20.60.1.1 *', '20.60.1.1:3260'],
  ['AddTargetPortal 20.60.1.1 13260x', '20.60.1.1:3260'],
  ['AddTargetPortal 20.60.1.1 x1326', '20.60.1.1:3260'],
  ['AddTargetPortal 20.60.1.1 -1', '20.60.1.1:3260'],
  ['LoginTarget iqn.2016-01.a:b T 20.60.1.1 13260 Root\\ISCSIPRT\\0000_0', '20.60.1.1:13260'],
  ['LoginTarget iqn.2016-01.a:b T 20.60.1.1', '20.60.1.1:3260'],
  ['LoginTarget iqn.2016-01.a:b T * * * *', '-'],
  ['LoginTarget iqn.2016-01.a:b T', '-'],
  ['AddTargetPortal', '-'],
  ['QLoginTarget iqn.2016-01.a:b', '-'],
  ['ListTargets 20.60.1.1', '-'],
  ['', '-'],
])('iscsicli %s', (given, expected) => {
  expect(destinationsOf(iscsicli, given)).toBe(expected);
});
