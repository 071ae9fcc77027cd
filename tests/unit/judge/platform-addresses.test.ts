import { describe, expect, test } from 'vitest';
import { diagnose } from '../../support/analyzer.ts';

const nc = (prompt: string, result: string): string =>
  `${prompt} nc -vz -w 10 168.63.129.16 32526\n${result}\n${prompt}\n`;
const TIMED_OUT = 'nc: connect to 168.63.129.16 port 32526 (tcp) timed out: Operation now in progress';

describe('the platform addresses', () => {
  test.each([
    ['[root@vm01 ~]#', 'unreachable', 'affected'],
    ['azureuser@vm01:~$', 'indeterminate', 'unknown'],
  ])('a time-out at the prompt %s is %s', (prompt, verdict, workload) => {
    const report = diagnose(nc(prompt, TIMED_OUT));
    expect(report.endpoints).toMatchObject([{ host: '168.63.129.16', port: 32526, service: 'platform', verdict }]);
    expect(report.diagnosis[0]).toMatchObject({
      id: 'vm-agent-path-blocked',
      confidence: 'possible',
      params: { how: 'timeout', port: 32526 },
    });
    expect(report.workloads.find(({ id }) => id === 'vm')?.status).toBe(workload);
    expect(report.diagnosis.map(({ id }) => id)).not.toContain('firewall-blocks-port');
  });

  test('a refusal is one, whoever runs the test', () => {
    const refused = 'nc: connect to 168.63.129.16 port 32526 (tcp) failed: Connection refused';
    expect(diagnose(nc('azureuser@vm01:~$', refused)).endpoints[0]?.verdict).toBe('unreachable');
  });

  test('the steps never say to allow a service tag or port 3260', () => {
    const [root] = diagnose(nc('[root@vm01 ~]#', TIMED_OUT)).diagnosis;
    expect(root?.next.join('\n')).not.toMatch(/3260|https_proxy を|サービス タグ .* を許可/u);
  });
});
