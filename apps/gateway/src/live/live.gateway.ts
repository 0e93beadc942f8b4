import type { IncomingMessage } from 'node:http';
import { Inject, type BeforeApplicationShutdown, type OnApplicationBootstrap } from '@nestjs/common';
import { WebSocketGateway, type OnGatewayConnection } from '@nestjs/websockets';
import type { RawData, WebSocket } from 'ws';
import { SessionService } from '@app/auth';
import { Clock } from '@app/common';
import { ConfigWatch } from '@app/gateway';
import { holderOf } from './admitted-requests';
import { LIVE_PATH, LIVE_PROTOCOL } from './live-admission.service';
import { FRAME_MS, LiveBroadcast, MAX_EVENTS_PER_FRAME } from './live-broadcast.service';
import { readMessage } from './live-message';
import { CLOSE, LiveSocket } from './live-socket';
import { LiveSockets } from './live-sockets.service';
import { MessageRate } from './message-rate';

const CHECK_EVERY_MS = 60_000;
const PROBE_EVERY_MS = 30_000;
/** How long a reader that does not answer a closing keeps its connection. */
const CLOSE_TIMEOUT_MS = 1_000;

/** The live feed: events out, filters in. Whoever gets here has been admitted. */
@WebSocketGateway({
  path: LIVE_PATH,
  // A filter is small, and comes in one piece.
  ...{ maxPayload: 4_096, maxFragments: 16, maxBufferedChunks: 64, maxPendingAutoPongs: 4 },
  ...{ perMessageDeflate: false, clientTracking: true, closeTimeout: CLOSE_TIMEOUT_MS },
  handleProtocols: () => LIVE_PROTOCOL,
})
export class LiveGateway implements OnGatewayConnection, OnApplicationBootstrap, BeforeApplicationShutdown {
  private stops: (() => void)[] = [];

  constructor(
    private readonly broadcast: LiveBroadcast,
    private readonly sockets: LiveSockets,
    private readonly sessions: SessionService,
    private readonly config: ConfigWatch,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  onApplicationBootstrap(): void {
    const check = (): void => this.sockets.checkSoon();
    const probe = (): void => {
      for (const socket of this.sockets) socket.probe();
    };
    const timers = [setInterval(check, CHECK_EVERY_MS).unref(), setInterval(probe, PROBE_EVERY_MS).unref()];
    // Sessions that this process ends, and those that the command line or another process does.
    this.stops = [this.sessions.watchEndings(check), this.config.watch(check)];
    this.stops.push(() => timers.forEach(clearInterval));
  }

  async beforeApplicationShutdown(): Promise<void> {
    for (const stop of this.stops) stop();
    for (const socket of this.sockets) socket.close(CLOSE.goingAway, 'the gateway stops');
    await this.sockets.settled();
  }

  handleConnection(client: WebSocket, request: IncomingMessage): void {
    const holder = holderOf(request);
    const socket = new LiveSocket(client, holder);
    const rate = new MessageRate(this.clock);
    client.on('message', (data, isBinary) => {
      if (isBinary) socket.close(CLOSE.text, 'text only');
      else if (!rate.isKept() || !this.heed(socket, data)) socket.close(CLOSE.policy, 'not a message of the live feed');
    });
    client.on('close', () => {
      this.broadcast.leave(socket);
      this.sockets.remove(socket);
    });
    this.sockets.add(socket);
    const { username, role } = holder;
    const limits = { frameMs: FRAME_MS, maxEventsPerFrame: MAX_EVENTS_PER_FRAME };
    socket.say({ type: 'hello', serverTime: this.clock.now(), username, role, ...limits });
    this.broadcast.join(socket, {});
  }

  /** False: it makes no sense. */
  private heed(socket: LiveSocket, data: RawData): boolean {
    const message = readMessage(Buffer.isBuffer(data) ? data.toString() : '');
    if (!message) return false;
    if (message.type === 'ping') {
      socket.say({ type: 'pong', serverTime: this.clock.now() });
      return true;
    }
    const { type: _, ...filter } = message;
    this.broadcast.join(socket, filter);
    return true;
  }
}
