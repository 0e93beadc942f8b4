import type { WebSocket } from 'ws';
import { AdminClient, ADMIN_PASSWORD } from '../../support/admin-client';
import { dial, LIVE_PROTOCOL, ticketFor } from '../../support/live-client';

const SOCKETS_OF_A_USER = 20;
const HEAD = /^\{"type":"events","serverTime":\d+,"dropped":(\d+),/;
/** Enough of a frame to read what it leaves out. */
const HEAD_BYTES = 100;

/** One open dashboard that counts and does not draw: what it costs to read is not the gateway's. */
export class Dashboard {
  frames = 0;
  bytes = 0;
  dropped = 0;
  closeCode: number | undefined;

  constructor(readonly socket: WebSocket) {
    socket.on('message', (data: Buffer) => {
      const head = HEAD.exec(data.toString('latin1', 0, HEAD_BYTES));
      if (!head) return;
      this.frames += 1;
      this.bytes += data.length;
      this.dropped += Number(head[1]);
    });
    socket.on('close', (code) => (this.closeCode = code));
  }

  /** Takes nothing any more, as a suspended laptop. */
  freeze(): void {
    this.socket.pause();
  }
}

/** Opens so many dashboards, of as many users as that takes. */
export async function openDashboards(url: string, count: number): Promise<Dashboard[]> {
  const admin = new AdminClient(url);
  await admin.logIn();
  const dashboards: Dashboard[] = [];
  while (dashboards.length < count) {
    const viewer = await viewerOf(url, admin, `viewer-${dashboards.length}`);
    for (let i = 0; i < SOCKETS_OF_A_USER && dashboards.length < count; i += 1) {
      const protocols = [LIVE_PROTOCOL, `ticket.${await ticketFor(viewer)}`];
      let dashboard: Dashboard | undefined;
      await dial(url, { protocols, prepare: (socket) => (dashboard = new Dashboard(socket)) });
      if (dashboard) dashboards.push(dashboard);
    }
  }
  return dashboards;
}

async function viewerOf(url: string, admin: AdminClient, username: string): Promise<AdminClient> {
  const { body } = await admin.post('/api/users', { username, role: 'viewer' });
  const given = String(body['oneTimePassword']);
  const viewer = new AdminClient(url);
  await viewer.logIn(username, given);
  const { status, text } = await viewer.post('/api/session/password', { current: given, new: ADMIN_PASSWORD });
  if (status !== 200) throw new Error(`${username} cannot change a password: ${text}`);
  return viewer;
}
