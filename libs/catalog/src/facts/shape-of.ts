import type { z } from 'zod';

/**
 * The object shape a schema of `T` must have: `satisfies ShapeOf<T>` fails to compile when a field is missing, unknown
 * or of another type.
 */
export type ShapeOf<T> = { readonly [Key in keyof T]-?: z.ZodType<T[Key]> };
