import { startSimulator, type Simulator } from '../../apps/simulator/src/simulator.server';
import type { Answer } from '../support/answer';
import { eventually } from '../support/eventually';
import { rawRequest } from '../support/raw-request';
import { expectRefusal } from '../support/refusal';
import { TestGateway } from '../support/test-gateway';

const MB = 1_048_576;
const USER = { role: 'user', content: 'Hello' };

describe('bodies that come at the same time', () => {
  let simulator: Simulator;
  let small: TestGateway;

  beforeAll(async () => {
    simulator = await startSimulator();
    const environment = {
      LLM_PROXY__LIMITS__MAX_BODY_BYTES: String(MB),
      LLM_PROXY__LIMITS__MAX_BODY_BYTES_IN_FLIGHT: String(MB),
    };
    small = await TestGateway.start({ simulator, environment });
  });
  afterAll(async () => {
    await small.stop();
    await simulator.close();
  });

  const BIG = Buffer.from(JSON.stringify({ model: 'gpt-5.4-mini', messages: [USER], metadata: 'x'.repeat(700_000) }));
  const upload = (send: Parameters<typeof rawRequest>[0]['send'], isAnnounced: boolean): Promise<Answer> => {
    const length = isAnnounced ? { 'content-length': BIG.length } : {};
    const headers = { authorization: `Bearer ${small.key}`, 'content-type': 'application/json', ...length };
    return rawRequest({ url: `${small.url}/v1/chat/completions`, headers, send });
  };

  it.each([
    ['announced', true],
    ['not announced', false],
  ])('share one limit (length %s)', async (_what, isAnnounced) => {
    const finish: (() => void)[] = [];
    const begin = (): Promise<Answer> =>
      upload((outgoing) => {
        outgoing.write(BIG.subarray(0, 1_000));
        finish.push(() => outgoing.end(BIG.subarray(1_000)));
      }, isAnnounced);
    // All of them are admitted while hardly anything has come.
    const answers = [begin(), begin(), begin()];
    await eventually('three uploads', () => finish.length === 3);
    finish.forEach((end) => end());
    const ended = await Promise.all(answers);
    const refused = ended.filter(({ status }) => status !== 200);
    expect(refused.length).toBeGreaterThanOrEqual(1);
    for (const answer of refused) {
      expectRefusal(answer, 503, 'overloaded');
      expect(answer.headers.get('retry-after')).toBe('1');
    }
    // What they held is free again.
    expect(await upload((outgoing) => outgoing.end(BIG), isAnnounced)).toMatchObject({ status: 200 });
  });

  it('are forgotten when their sender goes away', async () => {
    const gone = upload((outgoing) => {
      outgoing.write(BIG.subarray(0, 650_000), () => outgoing.destroy());
    }, true);
    await expect(gone).rejects.toThrow();
    await eventually(
      'room for another',
      async () => (await upload((outgoing) => outgoing.end(BIG), true)).status === 200,
    );
  });
});
