import { databaseFailure, violatesUnique } from './database-failure';
import { DuplicateNameError } from './duplicate-name.error';

/** Waits for a write whose object has a name of its own, `column` being where: `clients.name`. @throws DuplicateNameError */
export async function namedOnce(
  kind: 'client' | 'user' | 'group',
  name: string,
  column: string,
  writing: Promise<unknown>,
): Promise<void> {
  try {
    await writing;
  } catch (error) {
    if (violatesUnique(databaseFailure(error), column)) throw new DuplicateNameError(kind, name, { cause: error });
    throw error;
  }
}
