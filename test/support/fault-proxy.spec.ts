import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { eventually } from './eventually';
import { FaultProxy, type Fault } from './fault-proxy';

const ANSWER = 'x'.repeat(40);

let server: Server;
let proxy: FaultProxy;
/** What the server got, and its ends of connections. */
let received: string;
const ends: Socket[] = [];

beforeEach(async () => {
  received = '';
  ends.length = 0;
  server = createServer((end) => {
    ends.push(end);
    end.on('error', () => undefined);
    end.setEncoding('utf8').on('data', (text: string) => {
      received += text;
      if (text.includes('?')) end.write(ANSWER);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  proxy = await FaultProxy.start((server.address() as AddressInfo).port);
});
afterEach(async () => {
  await proxy.close();
  await new Promise<void>((resolve) => server.close(() => resolve()));
});

interface Heard {
  text: string;
  pieces: number;
  ended: boolean;
  error: string | undefined;
  closed: boolean;
}

/** Asks over a connection of its own and notes what comes of it. */
function ask(): { heard: Heard; socket: Socket } {
  const heard: Heard = { text: '', pieces: 0, ended: false, error: undefined, closed: false };
  const socket = connect({ port: proxy.port, host: '127.0.0.1', allowHalfOpen: true });
  socket.setEncoding('utf8').on('data', (text: string) => {
    heard.text += text;
    heard.pieces += 1;
  });
  socket.on('end', () => (heard.ended = true));
  socket.on('error', (error: NodeJS.ErrnoException) => (heard.error = error.code));
  socket.on('close', () => (heard.closed = true));
  socket.write('well?');
  return { heard, socket };
}

it('passes everything on where nothing is planned, and both ends with it', async () => {
  const { heard, socket } = ask();
  await eventually('the answer', () => heard.text === ANSWER);
  socket.end(' bye');
  await eventually('the other end', () => received === 'well? bye' && heard.ended);
  expect(heard.error).toBeUndefined();
  await eventually('nothing is left', () => proxy.open === 0 && ends.every(({ destroyed }) => destroyed));
});

describe.each<{ fault: Fault; bytes: number }>([
  { fault: { kind: 'reset', afterBytes: 0 }, bytes: 0 },
  { fault: { kind: 'reset', afterBytes: 7 }, bytes: 7 },
  { fault: { kind: 'reset', afterBytes: 40 }, bytes: 40 },
])('$fault.kind after $bytes bytes', ({ fault, bytes }) => {
  it('resets the connection there', async () => {
    proxy.plan(fault);
    const { heard } = ask();
    await eventually('the reset', () => heard.closed);
    expect(heard).toMatchObject({ text: ANSWER.slice(0, bytes), error: 'ECONNRESET', ended: false });
  });
});

it.each([0, 7, 40])('half-close after %d bytes ends the answer, and goes on listening', async (afterBytes) => {
  proxy.plan({ kind: 'half-close', afterBytes });
  const { heard, socket } = ask();
  await eventually('the end', () => heard.ended);
  expect(heard).toMatchObject({ text: ANSWER.slice(0, afterBytes), error: undefined });
  socket.write(' more');
  await eventually('what came after', () => received === 'well? more');
  socket.destroy();
});

it.each([0, 7, 40])('cut after %d bytes ends the connection', async (afterBytes) => {
  proxy.plan({ kind: 'cut', afterBytes });
  const { heard, socket } = ask();
  await eventually('the end', () => heard.ended);
  expect(heard.text).toBe(ANSWER.slice(0, afterBytes));
  await eventually('the server is let go', () => ends.every(({ destroyed }) => destroyed));
  expect(proxy.open).toBe(0);
  socket.destroy();
});

it.each([0, 7])('stall after %d bytes keeps the connection, and says no more', async (afterBytes) => {
  proxy.plan({ kind: 'stall', afterBytes });
  const { heard, socket } = ask();
  await eventually('the beginning', () => ends.length === 1 && heard.text.length === afterBytes);
  ends[0]?.write('never heard');
  const other = ask();
  await eventually('another is asked', () => ends.length === 2);
  expect(heard).toMatchObject({ text: ANSWER.slice(0, afterBytes), ended: false, closed: false });
  expect(proxy.open).toBe(2);
  for (const one of [socket, other.socket]) one.destroy();
  await eventually('both are gone', () => proxy.open === 0);
});

it('silent accepts, reads, and never asks anybody', async () => {
  proxy.plan({ kind: 'silent' });
  const { heard, socket } = ask();
  await eventually('the connection', () => proxy.accepted === 1 && socket.bytesWritten > 0);
  expect(ends).toEqual([]);
  expect(heard).toMatchObject({ text: '', ended: false, closed: false });
  socket.end();
  await eventually('the end', () => proxy.open === 0);
});

it('refuse resets before anything is heard', async () => {
  proxy.plan({ kind: 'refuse' });
  const { heard } = ask();
  await eventually('the refusal', () => heard.closed);
  expect(ends).toEqual([]);
  // The reset may come in the middle of our own words.
  expect(['ECONNRESET', 'EPIPE']).toContain(heard.error);
});

it('drip lets everything through, a little at a time', async () => {
  proxy.plan({ kind: 'drip', bytes: 4, everyMs: 5 });
  const { heard, socket } = ask();
  await eventually('the answer', () => heard.text === ANSWER);
  expect(heard.pieces).toBeGreaterThan(1);
  socket.destroy();
});

it('keeps to the plan, connection by connection, and then lets pass', async () => {
  proxy.plan({ kind: 'refuse' }, 1);
  proxy.plan({ kind: 'cut', afterBytes: 3 }, 2);
  const outcomes: string[] = [];
  for (let i = 0; i < 4; i++) {
    const { heard, socket } = ask();
    await eventually('an outcome', () => heard.closed || heard.ended || heard.text === ANSWER);
    outcomes.push(heard.text);
    socket.destroy();
  }
  expect(outcomes).toEqual(['', 'xxx', 'xxx', ANSWER]);
});

it('a plan without a number takes the place of all before it', async () => {
  proxy.plan({ kind: 'refuse' });
  proxy.plan({ kind: 'pass' });
  const { heard, socket } = ask();
  await eventually('the answer', () => heard.text === ANSWER);
  socket.destroy();
});

it('hangs up on what is open', async () => {
  const { heard } = ask();
  await eventually('the answer', () => heard.text === ANSWER);
  proxy.hangUp();
  await eventually('the end', () => heard.ended || heard.closed);
  await eventually('the server is let go', () => ends.every(({ destroyed }) => destroyed));
});

it('a server that is not there is a reset', async () => {
  await new Promise<void>((resolve) => server.close(() => resolve()));
  const { heard } = ask();
  await eventually('the reset', () => heard.closed);
  expect(heard.text).toBe('');
  server.listen(0, '127.0.0.1');
});
