import { Injectable } from '@nestjs/common';
import { SessionService } from '@app/auth';
import { CLOSE, type LiveSocket } from './live-socket';

const MAX_SOCKETS = 200;
const MAX_SOCKETS_OF_A_USER = 20;

/** The open connections, and whether those who opened them are still logged in. */
@Injectable()
export class LiveSockets {
  private readonly open = new Set<LiveSocket>();
  private checking: Promise<void> | undefined;
  private isCheckDue = false;

  constructor(private readonly sessions: SessionService) {}

  hasRoomFor(userId: string): boolean {
    if (this.open.size >= MAX_SOCKETS) return false;
    return [...this.open].filter(({ holder }) => holder.userId === userId).length < MAX_SOCKETS_OF_A_USER;
  }

  /** A session may have ended while its connection was being made. */
  add(socket: LiveSocket): void {
    this.open.add(socket);
    this.checkSoon();
  }

  remove(socket: LiveSocket): void {
    this.open.delete(socket);
  }

  [Symbol.iterator](): Iterator<LiveSocket> {
    return [...this.open][Symbol.iterator]();
  }

  /** Asks again whose sessions go on; several wishes while it asks are one. */
  checkSoon(): void {
    this.isCheckDue = true;
    this.checking ??= this.checkWhileDue().finally(() => {
      this.checking = undefined;
    });
  }

  /** Resolves when nothing is being asked. */
  async settled(): Promise<void> {
    await this.checking;
  }

  private async checkWhileDue(): Promise<void> {
    while (this.isCheckDue) {
      this.isCheckDue = false;
      const ids = new Set([...this.open].map(({ holder }) => holder.sessionId));
      await Promise.all([...ids].map((id) => this.check(id)));
    }
  }

  private async check(sessionId: string): Promise<void> {
    // A store that cannot be asked must not log anybody out: the next minute asks again.
    if (await this.sessions.isStillAllowed(sessionId).catch(() => true)) return;
    for (const socket of this.open)
      if (socket.holder.sessionId === sessionId) socket.close(CLOSE.ended, 'the session has ended');
  }
}
