import { Command } from 'nest-commander';
import { DefaultAdminService } from '@app/auth';
import { operator } from '../operator';
import { print, type OutputOptions } from '../output';
import { JsonCommand } from './json.command';

@Command({ name: 'reset-admin', description: 'Restore the default login of the dashboard and end its sessions' })
export class ResetAdminCommand extends JsonCommand {
  override readonly example = 'reset-admin';

  constructor(private readonly admin: DefaultAdminService) {
    super();
  }

  async run(_: string[], options?: OutputOptions): Promise<void> {
    const login = await this.admin.reset(operator());
    print(
      login,
      options,
      `The dashboard login is ${login.username} / ${login.password} again; it has to be changed at the next login.`,
    );
  }
}
