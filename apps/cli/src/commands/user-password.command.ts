import { Option, SubCommand } from 'nest-commander';
import { UserService } from '@app/auth';
import { operator } from '../operator';
import { print } from '../output';
import { secretFromStdin } from '../secret-input';
import { loginText, shownUser } from './user-text';
import { UsernameCommand, type UsernameOptions } from './username.command';

interface ResetOptions extends UsernameOptions {
  readonly passwordStdin?: boolean;
}

@SubCommand({ name: 'reset-password', description: "Replace a user's password and end all sessions of that user" })
export class ResetPasswordCommand extends UsernameCommand {
  override readonly example = 'users reset-password --username ana';

  constructor(private readonly users: UserService) {
    super();
  }

  async run(_: string[], { username, passwordStdin = false, ...options }: ResetOptions): Promise<void> {
    const { id } = await this.users.findByName(username);
    const password = passwordStdin ? await secretFromStdin('the password') : undefined;
    const login = await this.users.resetPassword(operator(), id, password);
    const text = loginText(`"${login.user.username}" has a new password.`, login);
    print({ ...shownUser(login.user), oneTimePassword: login.oneTimePassword }, options, text);
  }

  @Option({ flags: '--password-stdin', description: 'read the password from standard input (default: make one)' })
  parsePasswordStdin(): boolean {
    return true;
  }
}
