import { randomBytes } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { encodedForms } from '@app/common';

/** Secrets that look like nothing else, so that each find is a leak. */
export class Canaries {
  private readonly secrets = new Map<string, string>();
  private readonly marker = randomBytes(4).toString('hex');

  get count(): number {
    return this.secrets.size;
  }

  /** A secret that a simulated provider takes for a key, too. */
  plant(name: string): string {
    return this.add(name, `sim-${this.marker}-${randomBytes(16).toString('hex')}`);
  }

  /** One that the product made. */
  add(name: string, secret: string): string {
    if (secret.length < 16) throw new Error(`"${name}" is too short to be searched for.`);
    this.secrets.set(name, secret);
    return secret;
  }

  /** The names of those that a text holds, in any form in which logs and answers write secrets. */
  foundIn(text: string): string[] {
    const holds = (secret: string): boolean => encodedForms(secret).some((form) => text.includes(form));
    return [...this.secrets].filter(([, secret]) => holds(secret)).map(([name]) => name);
  }
}

/** Everything below a folder, as one text. Bytes are read: whatever was deleted in a database still lies in its free pages. */
export function bytesBelow(folder: string): string {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => readFileSync(join(entry.parentPath, entry.name), 'latin1'))
    .join('\n');
}
