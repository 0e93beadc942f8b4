import { readdirSync } from 'node:fs';

/** File descriptors of a process: sockets among them. */
export function openFilesOf(pid: number): number {
  return readdirSync(`/proc/${pid}/fd`).length;
}
