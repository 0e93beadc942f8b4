import { readFile } from 'node:fs/promises';
import { InvalidRequestError } from '@app/common';

/** Content of a JSON file; `-` is standard input. @throws InvalidRequestError where it cannot be read */
export async function jsonFile(path: string): Promise<unknown> {
  const text = await textFile(path);
  try {
    return JSON.parse(text);
  } catch {
    throw new InvalidRequestError(`"${path}" holds no JSON.`);
  }
}

export async function textFile(path: string): Promise<string> {
  try {
    return await readFile(path === '-' ? '/dev/stdin' : path, 'utf8');
  } catch (error) {
    const reason = error instanceof Error && 'code' in error ? String(error.code) : 'unknown reason';
    throw new InvalidRequestError(`"${path}" cannot be read (${reason}).`);
  }
}
