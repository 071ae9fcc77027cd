/** What the JSON reports of Vitest and Playwright say together; null stands for a report that was not written. */
export function count(unit, e2e) {
  const tests = unit?.testResults.flatMap(({ assertionResults }) => assertionResults) ?? [];
  const specs = e2e?.suites.flatMap(specsOf) ?? [];
  const having = (...statuses) => tests.filter(({ status }) => statuses.includes(status));
  const { expected = 0, unexpected = 0, flaky = 0, skipped = 0 } = e2e?.stats ?? {};
  const reasons = new Map();
  const add = (reason) => reasons.set(reason, (reasons.get(reason) ?? 0) + 1);
  // Vitest does not report why a test was skipped
  const left = having('skipped', 'pending', 'todo');
  for (const { fullName } of left) add(fullName);
  for (const { title, annotations } of specs.flatMap(skippedOf)) add(reasonOf(annotations) ?? title);
  return {
    passed: having('passed').length + expected + flaky,
    failed: having('failed').length + unexpected,
    skipped: left.length + skipped,
    flaky,
    reasons,
  };
}

function specsOf({ specs = [], suites = [] }) {
  return [...specs, ...suites.flatMap(specsOf)];
}

function skippedOf({ title, tests }) {
  return tests.filter(({ status }) => status === 'skipped').map(({ annotations }) => ({ title, annotations }));
}

function reasonOf(annotations) {
  return annotations.find(({ type }) => type === 'skip' || type === 'fixme')?.description;
}
