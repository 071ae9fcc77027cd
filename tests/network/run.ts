/**
 * npm run test:network: runs the check script for real, between network namespaces with real DNS, TLS servers, proxies and packet
 * filters. With words it runs the scenarios whose names hold one of them; `--logs=FOLDER` keeps the logs. Prints a table; ends with 1 where a verdict or a root cause is not the injected one, or where it took longer than a minute.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Analyzer } from '../../src/analyze/log.ts';
import { checkScript } from '../../src/evidence/check-script.ts';
import { loadCheck, loadKnowledge } from '../../src/knowledge/load-files.ts';
import type { LogReport } from '../../src/model/report.ts';
import { Lab, missingFor, missingForLab } from './lab.ts';
import { SCENARIOS, type Scenario } from './scenarios.ts';

const LONGEST = 60;
const SECRET = 'secret';
const missing = missingForLab();
if (missing.length > 0) process.stdout.write(`skipped: this machine lacks ${missing.join(', ')}\n`);
else process.exitCode = (await all()) === 0 ? 0 : 1;

async function all(): Promise<number> {
  const only = process.argv.slice(2).filter((word) => !word.startsWith('--'));
  const kept = process.argv.find((word) => word.startsWith('--logs='))?.slice('--logs='.length);
  const folder = mkdtempSync(join(tmpdir(), 'karte-network-'));
  const check = loadCheck();
  const script = join(folder, 'check.sh');
  const longest = join(folder, 'most.sh');
  const names = Array.from({ length: 40 }, (_, at) => `a${at}-ab-pod01-fc1.jpe.backup.windowsazure.com`).join('\n');
  const most = { regions: ['jpe', 'jpw'], workloads: check.workloads.map(({ id }) => id), names, proxy: '' };
  writeFileSync(longest, checkScript(most, check) ?? '');
  const choice = { regions: ['jpe'], workloads: ['vm', 'mars'], names: '', proxy: '' };
  writeFileSync(script, checkScript(choice, check) ?? '');
  const analyzer = new Analyzer(loadKnowledge());
  const lab = new Lab();
  let wrong = 0;
  let run = 0;
  let skipped = 0;
  try {
    for (const scenario of SCENARIOS) {
      if (only.length > 0 && !only.some((word) => scenario.name.includes(word))) continue;
      const lacks = missingFor(scenario);
      if (lacks.length > 0) {
        skipped += 1;
        process.stdout.write(`skipped      ${scenario.name}: this machine lacks ${lacks.join(', ')}\n`);
        continue;
      }
      run += 1;
      const { text, seconds } = await lab.log(scenario, scenario.most === true ? longest : script);
      const { report } = analyzer.analyzeText('check.log', text);
      const faults = faultsOf(scenario, report, text, seconds);
      if (faults.length > 0) wrong += 1;
      const causes = report.diagnosis.map(({ id }) => id).join(', ');
      process.stdout.write(
        `${faults.length === 0 ? 'ok   ' : 'WRONG'} ${seconds.toFixed(0).padStart(3)} s  ${scenario.name}: ${causes}${faults.map((fault) => `\n        ${fault}`).join('')}\n`,
      );
      const file = `karte-network-${scenario.name.replaceAll(/[^\w.]+/gu, '-')}.log`;
      if (faults.length > 0 || kept !== undefined) writeFileSync(join(kept ?? tmpdir(), file), text);
    }
  } finally {
    lab.close();
    rmSync(folder, { recursive: true, force: true });
  }
  process.stdout.write(`${run - wrong} passed, ${wrong} failed, ${skipped} skipped\n`);
  return wrong;
}

function faultsOf(scenario: Scenario, report: LogReport, text: string, seconds: number): string[] {
  const faults: string[] = [];
  const [cause] = report.diagnosis;
  if (!scenario.cause.includes(cause?.id ?? ''))
    faults.push(`root cause ${cause?.id ?? 'none'}, not ${scenario.cause.join(' or ')}`);
  for (const service of ['backup', 'storage'] as const)
    for (const [at, endpoint] of report.endpoints.filter((one) => one.service === service).entries()) {
      const injected = verdictOf(scenario, service, at);
      if (endpoint.verdict !== injected) faults.push(`${endpoint.host} ${endpoint.verdict}, not ${injected}`);
    }
  if (report.diagnosis.some(({ id }) => id === scenario.never)) faults.push(`names ${scenario.never ?? ''}`);
  if (report.endpoints.length < 9) faults.push(`${report.endpoints.length} destinations`);
  const isCut = scenario.interrupt !== undefined || scenario.most === true;
  if (report.complete === isCut) faults.push(report.complete ? 'complete' : 'incomplete');
  if (
    scenario.most === true &&
    !text.includes('\n  request 443/tcp a39-ab-pod01-fc1.jpe.backup.windowsazure.com direct\n')
  )
    faults.push('does not say what it has not begun');
  faults.push(...interruptionFaults(scenario, text, seconds));
  if (seconds > LONGEST) faults.push(`${seconds.toFixed(0)} s`);
  if (text.includes(SECRET)) faults.push('prints the login of the proxy');
  return faults;
}

/** A log that was broken off says which checks it had begun, and comes at once. */
function interruptionFaults({ interrupt }: Scenario, text: string, seconds: number): string[] {
  if (interrupt === undefined) return [];
  const [, rest] = text.split('#### 途中で終わりました。');
  return [
    ...(rest?.includes('\n  connect 443/tcp ceuswatcab01.blob.core.windows.net direct\n') === true
      ? []
      : ['does not say where it stopped']),
    ...(rest?.includes('\n  connect 443/tcp login.windows.net direct\n') === true ? ['names what was done'] : []),
    ...(seconds > interrupt + 3 ? [`ends ${(seconds - interrupt).toFixed(0)} s after Ctrl+C`] : []),
  ];
}

function verdictOf(scenario: Scenario, service: 'backup' | 'storage', at: number): string {
  return (at === 0 ? scenario.first : undefined) ?? scenario.oneOf?.[service]?.[at] ?? scenario[service];
}
