import { Transform, Type } from 'class-transformer';

/** A number in a query, which is text. What is no number is refused by the check of the field. */
export const QueryNumber = (): PropertyDecorator => Type(() => Number);

/** `true` or `false` in a query; anything else is left for the check of the field to refuse. */
export const QueryBoolean = (): PropertyDecorator =>
  Transform(({ value }: { value: unknown }) => (value === 'true' ? true : value === 'false' ? false : value));
