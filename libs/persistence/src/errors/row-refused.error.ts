/** The database works, but a row broke one of its rules. Trying the same row again cannot help. */
export class RowRefusedError extends Error {
  override readonly name = 'RowRefusedError';
}
