import { AdminClient } from '../../support/admin-client';
import { BuiltInstallation } from '../../support/built-installation';
import type { Findings } from '../findings';
import { median } from '../latency';
import type { Plan, Scenario } from '../plan';

const PASSWORD = 'a passphrase for this run';
/** One below those that make an account pause. */
const GUESSES_EACH = 4;
const USERS_PER_SECOND_OF_PLAN = 5;
const MAX_DIFFERENCE_PERCENT = 10;

type Kind = 'known' | 'unknown';

/** Whoever measures how long a refusal takes learns nothing: with a wrong password it takes as long as without such a user. */
export const loginTiming: Scenario = {
  id: 'login-timing',
  needsVolume: false,
  run: async (plan, findings) => {
    const installation = new BuiltInstallation({ baseUrlOf: () => 'http://127.0.0.1:9' });
    try {
      const { url } = await installation.serve({
        LLM_PROXY__ADMIN_PASSWORD: PASSWORD,
        // Each guess comes from an address of its own, so that none is refused for their number.
        LLM_PROXY__SERVER__TRUSTED_PROXIES: '127.0.0.1',
      });
      await run(url, plan, findings);
    } finally {
      await installation.remove();
    }
  },
};

async function run(url: string, plan: Plan, findings: Findings): Promise<void> {
  const users = plan.seconds * USERS_PER_SECOND_OF_PLAN;
  await createUsers(url, users);
  const tookMs: Record<Kind, number[]> = { known: [], unknown: [] };
  let guesses = 0;
  for (let guess = 0; guess < GUESSES_EACH; guess += 1) {
    for (let user = 0; user < users; user += 1) {
      // Side by side, and now one first, now the other: whatever else the machine does meets both.
      const kinds: readonly Kind[] = user % 2 === 0 ? ['known', 'unknown'] : ['unknown', 'known'];
      for (const kind of kinds) tookMs[kind].push(await timedGuess(url, `${kind}-${user}`, (guesses += 1)));
    }
  }
  const [known, unknown] = [median(tookMs.known), median(tookMs.unknown)];
  const differencePercent = Math.abs(known / unknown - 1) * 100;
  findings.note('guesses', guesses);
  findings.note('knownMedianMs', known);
  findings.note('unknownMedianMs', unknown);
  findings.expectInTime('differencePercent', differencePercent, MAX_DIFFERENCE_PERCENT, plan);
}

async function createUsers(url: string, users: number): Promise<void> {
  const admin = new AdminClient(url);
  await admin.logIn('admin', PASSWORD);
  for (let user = 0; user < users; user += 1) {
    const { status, text } = await admin.post('/api/users', { username: `known-${user}`, role: 'viewer' });
    if (status !== 201) throw new Error(`No user could be made: ${text}`);
  }
}

async function timedGuess(url: string, username: string, number: number): Promise<number> {
  const address = `198.18.${number >> 8}.${number & 255}`;
  const stranger = new AdminClient(url, '', { 'x-forwarded-for': address });
  const startedMs = performance.now();
  const { status, text } = await stranger.logIn(username, 'a wrong password');
  if (status !== 401) throw new Error(`A guess was answered ${status}: ${text}`);
  return performance.now() - startedMs;
}
