import { Option, SubCommand } from 'nest-commander';
import { UserService } from '@app/auth';
import type { UserRole } from '@app/contracts';
import { confirm } from '../confirm';
import { operator } from '../operator';
import { print } from '../output';
import { oneOf } from './option-values';
import { shownUser } from './user-text';
import { UsernameCommand, UsernameYesCommand, type UsernameOptions } from './username.command';
import type { YesOptions } from './yes.command';

@SubCommand({
  name: 'set-role',
  description: 'Make a user an administrator or a viewer; ends all sessions of that user',
})
export class SetRoleCommand extends UsernameCommand {
  override readonly example = 'users set-role --username ana --role admin';

  constructor(private readonly users: UserService) {
    super();
  }

  async run(_: string[], { username, role, ...options }: UsernameOptions & { readonly role: UserRole }): Promise<void> {
    const { id } = await this.users.findByName(username);
    const user = await this.users.update(operator(), id, { role });
    print(shownUser(user), options, `"${user.username}" is ${user.role} now.`);
  }

  @Option({ flags: '--role <role>', description: 'admin or viewer', required: true })
  parseRole(text: string): UserRole {
    return oneOf('--role', text, ['admin', 'viewer']);
  }
}

@SubCommand({ name: 'enable', description: 'Let a user log in again' })
export class EnableUserCommand extends UsernameCommand {
  override readonly example = 'users enable --username ana';

  constructor(private readonly users: UserService) {
    super();
  }

  async run(_: string[], { username, ...options }: UsernameOptions): Promise<void> {
    const { id } = await this.users.findByName(username);
    const user = await this.users.update(operator(), id, { isEnabled: true });
    print(shownUser(user), options, `"${user.username}" may log in.`);
  }
}

@SubCommand({ name: 'disable', description: 'Keep a user out, and end all sessions; the last administrator stays' })
export class DisableUserCommand extends UsernameCommand {
  override readonly example = 'users disable --username ana';

  constructor(private readonly users: UserService) {
    super();
  }

  async run(_: string[], { username, ...options }: UsernameOptions): Promise<void> {
    const { id } = await this.users.findByName(username);
    const user = await this.users.update(operator(), id, { isEnabled: false });
    print(shownUser(user), options, `"${user.username}" may not log in any more.`);
  }
}

@SubCommand({ name: 'remove', description: 'Remove a user and end all sessions; the last administrator stays' })
export class RemoveUserCommand extends UsernameYesCommand {
  override readonly example = 'users remove --username ana --yes';

  constructor(private readonly users: UserService) {
    super();
  }

  async run(_: string[], options: UsernameOptions & YesOptions): Promise<void> {
    const { id, username, version: expectedVersion } = await this.users.findByName(options.username);
    await confirm(`The login "${username}" is gone for good.`, options);
    await this.users.remove(operator(), id, { expectedVersion });
    print({ removed: username }, options, `Removed "${username}".`);
  }
}
