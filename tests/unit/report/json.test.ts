import { readFileSync } from 'node:fs';
import { zipSync } from 'fflate';
import { expect, test } from 'vitest';
import { refusalText, remarkText } from '#locale/bundle.ts';
import { damageText } from '#locale/capture.ts';
import { checkBundle } from '../../../src/evidence/check.ts';
import { openBundle } from '../../../src/evidence/readers/open.ts';
import { loadEvidence } from '../../../src/knowledge/load-files.ts';
import { reportOfBundle } from '../../../src/report/evidence-report.ts';
import { toJson } from '../../../src/report/json.ts';
import { analyze, knowledge } from '../../support/captures.ts';

const NAME = 'azure-vm-a-eth.pcap';
const capture = new Uint8Array(readFileSync(new URL(`../../corpus/captures/${NAME}`, import.meta.url)));

test('damage of a capture is a sentence at its place, as version 1 has it', () => {
  const report = analyze(NAME, capture.slice(0, -7)).report();
  const [defect] = report.capture.defects;
  expect(defect?.damage).toMatchObject({ kind: 'cut', within: 'packet' });
  expect(toJson(report)).toMatchObject({
    capture: { defects: [{ offset: defect?.offset, message: damageText(defect!.damage) }] },
  });
});

test('so are what is said of an item, and why an entry is refused; fields keep their order', async () => {
  const lists = loadEvidence();
  const zip = zipSync({ '../a.log': new Uint8Array(9), 'CheckNWResult_vm01_202611200101.log': new Uint8Array(3) });
  const bundle = await openBundle(new Blob([new Uint8Array(zip)]), 'case.zip', knowledge.archiveFormats);
  const result = checkBundle(bundle?.entries ?? [], lists, { scenario: 'network-backup' });
  const report = reportOfBundle({ name: 'case.zip', bytes: zip.length }, result, lists, knowledge, true);
  const written = JSON.parse(JSON.stringify(toJson(report))) as { evidence: typeof report.evidence };
  expect(written.evidence.refused).toEqual([{ path: '../a.log', reason: refusalText({ kind: 'parent' }) }]);
  const small = report.evidence.items.findIndex(({ reason }) => reason?.kind === 'too-small');
  expect(written.evidence.items[small]).toMatchObject({ reason: remarkText({ kind: 'too-small' }) });
  expect(Object.keys(written.evidence.items[0] ?? {})).toEqual(Object.keys(report.evidence.items[0] ?? {}));
});
