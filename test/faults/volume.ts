import { execFileSync } from 'node:child_process';
import { closeSync, mkdirSync, openSync, rmSync, statfsSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { isRecord } from '@app/common';
import { temporaryFolder } from '../support/temporary-folder';

/** File systems give space out in pages. */
const PAGE = Buffer.alloc(4_096, 0x55);
const FILLER = 'filler';

/** A small disk of its own (tmpfs), which can be filled up and given space again. */
export class Volume {
  private constructor(readonly folder: string) {}

  static mount(folder: string, bytes: number): Volume {
    mkdirSync(folder, { recursive: true });
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${bytes}`, 'tmpfs', folder], { stdio: 'pipe' });
    return new Volume(folder);
  }

  get freeBytes(): number {
    const { bavail, bsize } = statfsSync(this.folder);
    return bavail * bsize;
  }

  /** Takes every page that is left. */
  fill(): void {
    const file = openSync(join(this.folder, FILLER), 'a');
    try {
      for (;;) writeSync(file, PAGE);
    } catch (error) {
      if (!isRecord(error) || error['code'] !== 'ENOSPC') throw error;
    } finally {
      closeSync(file);
    }
  }

  free(): void {
    rmSync(join(this.folder, FILLER), { force: true });
  }

  unmount(): void {
    execFileSync('umount', ['--lazy', this.folder], { stdio: 'pipe' });
  }
}

/** Why no volume can be mounted here; undefined: one can. */
export function mountProblem(): string | undefined {
  const { folder, remove } = temporaryFolder();
  try {
    Volume.mount(join(folder, 'volume'), 1024 * 1024).unmount();
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message.split('\n')[0] : String(error);
  } finally {
    remove();
  }
}
