import { DefaultNamingStrategy } from 'typeorm';

/** `keyHash` is stored as `key_hash`: PostgreSQL folds unquoted names to lower case, and people type these by hand. */
export class SnakeNamingStrategy extends DefaultNamingStrategy {
  override columnName(propertyName: string, customName: string | undefined): string {
    return customName ?? propertyName.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
  }
}
