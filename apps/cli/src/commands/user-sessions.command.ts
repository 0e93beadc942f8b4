import { SubCommand } from 'nest-commander';
import { SessionService, UserService } from '@app/auth';
import { operator } from '../operator';
import { print, table } from '../output';
import { timeText } from './client-text';
import { UsernameCommand, type UsernameOptions } from './username.command';

@SubCommand({ name: 'sessions', description: 'List where a user is logged in' })
export class ListUserSessionsCommand extends UsernameCommand {
  override readonly example = 'users sessions --username admin';

  constructor(
    private readonly users: UserService,
    private readonly sessions: SessionService,
  ) {
    super();
  }

  async run(_: string[], { username, ...options }: UsernameOptions): Promise<void> {
    const sessions = await this.sessions.listOf(await this.users.findByName(username));
    // The id of a session is half of what it takes to use it.
    const shown = sessions.map(({ createdAt, expiresAt, lastSeenAt, address, userAgent }) => ({
      ...{ createdAt, expiresAt, lastSeenAt, address, userAgent },
    }));
    const rows = shown.map(({ createdAt, lastSeenAt, expiresAt, address, userAgent }) => [
      ...[createdAt, lastSeenAt, expiresAt].map((at) => timeText(at, '-')),
      ...[address, userAgent],
    ]);
    print(shown, options, table(['Since', 'Last seen', 'Until', 'Address', 'Browser'], rows));
  }
}

@SubCommand({ name: 'end-sessions', description: 'Log a user out everywhere' })
export class EndUserSessionsCommand extends UsernameCommand {
  override readonly example = 'users end-sessions --username ana';

  constructor(private readonly users: UserService) {
    super();
  }

  async run(_: string[], { username, ...options }: UsernameOptions): Promise<void> {
    const { id } = await this.users.findByName(username);
    await this.users.endSessions(operator(), id);
    print({ loggedOut: username }, options, `"${username}" is logged out everywhere.`);
  }
}
