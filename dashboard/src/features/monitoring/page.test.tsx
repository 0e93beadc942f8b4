import { act, screen, waitFor } from '@testing-library/react';
import type { LiveEvent } from '@app/contracts';
import { FakeApi } from '../../testing/fake-api';
import { AN_ADMIN, renderInApp, type RenderOptions } from '../../testing/render';
import MonitoringPage from './page';

/** A socket whose other end is the test. */
class FakeSocket {
  static readonly OPEN = 1;
  static last: FakeSocket;
  readyState = 0;
  readonly said: unknown[] = [];
  onopen?: () => void;
  onmessage?: (event: { data: string }) => void;
  onclose?: () => void;

  constructor(
    readonly address: string,
    readonly protocols: readonly string[],
  ) {
    FakeSocket.last = this;
  }

  send(text: string): void {
    this.said.push(JSON.parse(text));
  }

  close(): void {
    this.readyState = 3;
  }

  opens(): void {
    this.readyState = FakeSocket.OPEN;
    this.onopen?.();
  }

  brings(events: readonly object[], dropped = 0): void {
    this.onmessage?.({ data: JSON.stringify({ type: 'events', serverTime: 0, dropped, events }) });
  }
}

const STARTED = {
  ...{
    type: 'request_started',
    at: Date.UTC(2026, 10, 23, 9),
    requestId: 'r1',
    clientId: 'c1',
    clientName: 'web shop',
  },
  ...{ endpoint: '/v1/chat/completions', askedModel: 'fast-flow', isStream: true },
};
const ENDED = {
  ...STARTED,
  ...{ type: 'request_ended', startedAt: STARTED.at, route: 'fast-flow>gpt-4o', groupName: 'fast-flow', attempts: 1 },
  ...{ providerId: 'openai', sentModel: 'gpt-4o', servedModel: 'gpt-4o', status: 200, outcome: 'completed' },
  ...{ errorCode: null, ttftMs: 80, durationMs: 900, promptTokens: 7, completionTokens: 3, reasoningTokens: null },
  ...{ costNanoUsd: 2_000_000, costState: 'priced' },
} satisfies Partial<LiveEvent>;
const another = (id: string, change: object = {}) => ({ ...ENDED, requestId: id, clientName: id, ...change });

let height: jest.SpyInstance;
beforeEach(() => {
  globalThis.WebSocket = FakeSocket as never;
  // jsdom has no layout: the list would have no room for any row.
  height = jest.spyOn(Element.prototype, 'clientHeight', 'get').mockReturnValue(600);
});
afterEach(() => height.mockRestore());

async function open(options: RenderOptions = {}, inFlight: readonly object[] = []) {
  const api = new FakeApi({
    'POST /live/ticket': { body: { ticket: 't1', expiresAt: 0 } },
    'POST /requests/r1/cancel': { body: {} },
    'GET /requests/in-flight': { body: { items: inFlight } },
  });
  const rendered = await renderInApp(<MonitoringPage />, { address: '/monitoring', ...options });
  await waitFor(() => expect(FakeSocket.last.protocols).toEqual(['gophergate.live.v1', 'ticket.t1']));
  const socket = FakeSocket.last;
  act(() => socket.opens());
  return { api, socket, ...rendered };
}
const texts = (): (string | null)[] =>
  screen
    .getAllByRole('row')
    .slice(1)
    .map(({ textContent }) => textContent);

it('connects with a ticket that stands in no address, and says so', async () => {
  const { socket, violations } = await open();
  expect(socket.address).toMatch(/^ws:\/\/.*\/api\/live$/);
  screen.getByText('live');
  screen.getByText('Nothing has happened since you opened this page');
  expect(await violations()).toEqual([]);
});

it('finishes a request in its place, the newest above it', async () => {
  const { socket, violations } = await open();
  act(() => socket.brings([STARTED]));
  await screen.findByText('under way');
  act(() => socket.brings([another('r2'), ENDED]));
  await waitFor(() => expect(screen.queryByText('under way')).toBeNull());
  expect(texts()).toEqual([
    expect.stringContaining('r2'),
    expect.stringMatching(/web shop.*fast-flow>gpt-4o.*200.*80 ms.*900 ms.*10\$0\.002/),
  ]);
  expect(screen.getAllByRole('link')[1]?.getAttribute('href')).toMatch(/^\/requests\/r1/);
  expect(await violations()).toEqual([]);
});

it('holds rows back while it is paused, and counts them', async () => {
  const { socket, user } = await open();
  act(() => socket.brings([another('r1')]));
  await waitFor(() => expect(texts()).toHaveLength(1));
  await user.click(screen.getByRole('button', { name: 'Pause' }));
  act(() => socket.brings([another('r2'), another('r3')]));
  await user.click(await screen.findByRole('button', { name: 'Go on (2 new)' }));
  await waitFor(() => expect(texts()).toHaveLength(3));
});

it('pauses by itself when somebody has a row in focus', async () => {
  const { socket, user } = await open();
  act(() => socket.brings([another('r1')]));
  await screen.findByRole('link');
  act(() => screen.getByRole('link').focus());
  await screen.findByRole('button', { name: /^Go on/ });
  await user.click(screen.getByRole('button', { name: /^Go on/ }));
});

it('lets the server filter, from the address on', async () => {
  const { socket } = await open({ address: '/monitoring?outcome=failed&status=500&client=c1' });
  expect(socket.said.at(-1)).toEqual({ type: 'filter', outcome: 'failed', minStatus: 500, client: 'c1' });
});

it('changes the filter of the connection there is', async () => {
  const { socket, user } = await open();
  act(() => socket.brings([another('r1')]));
  await waitFor(() => expect(texts()).toHaveLength(1));
  await user.selectOptions(screen.getByLabelText('Outcome'), 'failed');
  await waitFor(() => expect(socket.said.at(-1)).toEqual({ type: 'filter', outcome: 'failed' }));
  expect(screen.queryAllByRole('row')).toEqual([]);
});

it('tells of breakers, of changes, and of what was left out', async () => {
  const { socket } = await open();
  const at = STARTED.at;
  act(() =>
    socket.brings(
      [
        { type: 'breaker', at, providerId: 'openai', model: null, from: 'closed', to: 'open', isManual: true },
        { type: 'config_changed', at, action: 'group.update', entity: 'group', name: 'fast-flow', actorName: 'admin' },
      ],
      1_234,
    ),
  );
  await screen.findByText('Breaker of openai: closed → open, by hand');
  screen.getByText('admin: group.update fast-flow');
  screen.getByText(/^1,234 events were left out/);
});

it('keeps what it has when the connection breaks, and says when it dials again', async () => {
  const { socket } = await open();
  act(() => socket.brings([another('r1')]));
  await waitFor(() => expect(texts()).toHaveLength(1));
  act(() => socket.onclose?.());
  await screen.findByText(/^disconnected, again in \d s$/);
  expect(texts()).toHaveLength(1);
  expect(screen.getByRole('table').getAttribute('data-stale')).toBe('true');
});

it('shows what is under way when one comes', async () => {
  await open({}, [{ ...STARTED, startedAt: STARTED.at }]);
  await screen.findByText('under way');
});

it('lets an administrator cancel what is under way, and nobody else', async () => {
  const { api, socket, user } = await open();
  act(() => socket.brings([STARTED]));
  await user.click(await screen.findByRole('button', { name: 'Cancel' }));
  expect(api.asked('POST /requests/r1/cancel')).toHaveLength(1);
});

it('has no way to cancel for a viewer', async () => {
  const { socket } = await open({ session: { ...AN_ADMIN, role: 'viewer' } });
  act(() => socket.brings([STARTED]));
  await screen.findByText('under way');
  expect(screen.queryByRole('button', { name: 'Cancel' })).toBeNull();
});
