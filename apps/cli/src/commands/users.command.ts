import { Command, Option, SubCommand } from 'nest-commander';
import { UserService } from '@app/auth';
import type { UserRole } from '@app/contracts';
import { operator } from '../operator';
import { print, table, type OutputOptions } from '../output';
import { secretFromStdin } from '../secret-input';
import { timeText } from './client-text';
import { JsonCommand } from './json.command';
import { oneOf } from './option-values';
import { ParentCommand } from './parent.command';
import { ResetPasswordCommand } from './user-password.command';
import { EndUserSessionsCommand, ListUserSessionsCommand } from './user-sessions.command';
import { DisableUserCommand, EnableUserCommand, RemoveUserCommand, SetRoleCommand } from './user-switches.command';
import { loginText, shownUser } from './user-text';
import { UsernameCommand, type UsernameOptions } from './username.command';

interface CreateOptions extends UsernameOptions {
  readonly role: UserRole;
  readonly passwordStdin?: boolean;
}

@SubCommand({
  name: 'create',
  description: 'Create a login of the dashboard, to be given a password of its own at once',
})
export class CreateUserCommand extends UsernameCommand {
  override readonly example = 'users create --username ana --role viewer';

  constructor(private readonly users: UserService) {
    super();
  }

  async run(_: string[], { username, role, passwordStdin = false, ...options }: CreateOptions): Promise<void> {
    const password = passwordStdin ? await secretFromStdin('the password') : undefined;
    const login = await this.users.create(operator(), { username, role, password });
    const text = loginText(`Created ${role} "${login.user.username}".`, login);
    print({ ...shownUser(login.user), oneTimePassword: login.oneTimePassword }, options, text);
  }

  @Option({ flags: '--role <role>', description: 'admin, or viewer, who changes nothing', required: true })
  parseRole(text: string): UserRole {
    return oneOf('--role', text, ['admin', 'viewer']);
  }

  @Option({ flags: '--password-stdin', description: 'read the password from standard input (default: make one)' })
  parsePasswordStdin(): boolean {
    return true;
  }
}

@SubCommand({ name: 'list', description: 'List who may log in to the dashboard' })
export class ListUsersCommand extends JsonCommand {
  override readonly example = 'users list';

  constructor(private readonly users: UserService) {
    super();
  }

  async run(_: string[], options?: OutputOptions): Promise<void> {
    const users = await this.users.list();
    const rows = users.map(({ username, role, isEnabled, mustChangePassword, lastLoginAt }) => [
      username,
      role,
      isEnabled ? 'yes' : 'no',
      mustChangePassword ? 'to be changed' : 'own',
      timeText(lastLoginAt, 'never'),
    ]);
    print(users.map(shownUser), options, table(['User', 'Role', 'Enabled', 'Password', 'Last login'], rows));
  }
}

const VERBS = [
  CreateUserCommand,
  ListUsersCommand,
  SetRoleCommand,
  EnableUserCommand,
  DisableUserCommand,
  ResetPasswordCommand,
  ListUserSessionsCommand,
  EndUserSessionsCommand,
  RemoveUserCommand,
];

@Command({
  name: 'users',
  description: 'Logins of the dashboard',
  subCommands: VERBS,
})
export class UsersCommand extends ParentCommand {
  override readonly example = 'users list';
}

export const USER_COMMANDS = [UsersCommand, ...VERBS];
