import { z } from 'zod';
import { InvalidRequestError } from '@app/common';
import type { Group } from '@app/contracts';

const fields = z.strictObject({
  name: z.string().min(1),
  strategy: z.enum(['heuristic', 'classifier', 'fallback', 'weighted']),
  targets: z.array(z.string().min(1).max(200)),
  logicLevel: z.number().nullish(),
  logic_level: z.number().nullish(),
  primaryUse: z.string().max(500).nullish(),
  primary_use: z.string().max(500).nullish(),
  settings: z.record(z.string(), z.unknown()).default({}),
  isEnabled: z.boolean().optional(),
  is_enabled: z.boolean().optional(),
});

/** Groups from a file: one, or a list of them; names of fields in either spelling. @throws InvalidRequestError */
export function readGroups(value: unknown): Group[] {
  const read = z.array(fields).safeParse(Array.isArray(value) ? value : [value]);
  if (!read.success) {
    const [issue] = read.error.issues;
    throw new InvalidRequestError(`Not a group: ${issue?.path.join('.') ?? ''}: ${issue?.message ?? ''}.`, 'groups');
  }
  const names = read.data.map(({ name }) => name);
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined) throw new InvalidRequestError(`The group "${twice}" stands there twice.`, 'groups');
  return read.data.map(({ name, strategy, targets, settings, ...rest }) => ({
    name,
    strategy,
    targets,
    settings,
    logicLevel: rest.logicLevel ?? rest.logic_level ?? null,
    primaryUse: rest.primaryUse ?? rest.primary_use ?? null,
    isEnabled: rest.isEnabled ?? rest.is_enabled ?? true,
  }));
}
