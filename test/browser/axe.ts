import { readFileSync } from 'node:fs';
import type { AxeResults } from 'axe-core';
import type { Page } from '@playwright/test';

const SOURCE = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');

/** What axe finds on the page as it stands: `rule: element`. It comes by the debugger, so that the page keeps its policy. */
export async function violations(page: Page): Promise<string[]> {
  const debuggerOf = await page.context().newCDPSession(page);
  await debuggerOf.send('Runtime.evaluate', { expression: SOURCE });
  const { result, exceptionDetails } = await debuggerOf.send('Runtime.evaluate', {
    expression: "axe.run(document, { resultTypes: ['violations'] }).then((results) => JSON.stringify(results))",
    awaitPromise: true,
  });
  await debuggerOf.detach();
  if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
  const found = (JSON.parse(String(result.value)) as AxeResults).violations;
  return found.flatMap(({ id, nodes }) =>
    nodes.map(({ html, failureSummary }) => `${id}: ${html.slice(0, 160)} — ${failureSummary ?? ''}`),
  );
}
