import 'reflect-metadata';
import type { ArgumentMetadata } from '@nestjs/common';
import { Type } from 'class-transformer';
import { IsBoolean, IsIn, IsInt, IsOptional, IsString, Max, ValidateNested } from 'class-validator';
import { AdminValidationPipe } from './admin-validation.pipe';

class BudgetDto {
  @Max(10) @IsInt() readonly nanoUsd!: number;
  @IsIn(['day', 'month']) readonly period!: string;
}

class SampleDto {
  @IsString() readonly name!: string;
  @IsOptional() @IsBoolean() readonly isEnabled?: boolean;
  @IsOptional() @ValidateNested() @Type(() => BudgetDto) readonly budget?: BudgetDto;
  @IsOptional() @ValidateNested({ each: true }) @Type(() => BudgetDto) readonly budgets?: BudgetDto[];
}

const pipe = new AdminValidationPipe();
const BODY: ArgumentMetadata = { type: 'body', metatype: SampleDto };
const check = (body: unknown): Promise<unknown> => pipe.transform(body, BODY) as Promise<unknown>;

describe('AdminValidationPipe', () => {
  it.each([
    { name: 'a' },
    { name: 'a', isEnabled: false },
    { name: 'a', budget: { nanoUsd: 1, period: 'day' } },
    { name: 'a', budgets: [{ nanoUsd: 1, period: 'day' }] },
  ])('takes %j', async (body) => {
    const taken = await check(body);
    expect(taken).toBeInstanceOf(SampleDto);
    expect(taken).toEqual(body);
  });

  it.each<[string, unknown, string, string]>([
    ['nothing', undefined, 'name', 'missing_required_parameter'],
    ['a field that is missing', {}, 'name', 'missing_required_parameter'],
    ['another type', { name: 5 }, 'name', 'invalid_value'],
    ['an object for a text', { name: { toString: 'x' } }, 'name', 'invalid_value'],
    ['a text for a boolean', { name: 'a', isEnabled: 'true' }, 'isEnabled', 'invalid_value'],
    ['a field nobody knows', { name: 'a', role: 'admin' }, 'role', 'invalid_value'],
    ['a nested field', { name: 'a', budget: { nanoUsd: 11, period: 'day' } }, 'budget.nanoUsd', 'invalid_value'],
    [
      'a nested field that is missing',
      { name: 'a', budget: { nanoUsd: 1 } },
      'budget.period',
      'missing_required_parameter',
    ],
    [
      'a nested field nobody knows',
      { name: 'a', budget: { nanoUsd: 1, period: 'day', x: 1 } },
      'budget.x',
      'invalid_value',
    ],
    ['a text for an object', { name: 'a', budget: 'much' }, 'budget', 'invalid_value'],
    [
      'an entry of a list',
      { name: 'a', budgets: [{ nanoUsd: 1, period: 'year' }] },
      'budgets.0.period',
      'invalid_value',
    ],
  ])('refuses %s, with its path', async (_, body, param, code) => {
    await expect(check(body)).rejects.toMatchObject({ httpStatus: 400, param, code });
  });

  it('says what is wrong in a sentence', async () => {
    await expect(check({ name: 'a', role: 'admin' })).rejects.toThrow('"role" is not known here.');
    await expect(check({ name: 5 })).rejects.toThrow('name must be a string.');
  });

  it.each<ArgumentMetadata>([
    { type: 'param', metatype: String },
    { type: 'custom', metatype: Object },
  ])('leaves alone what has no DTO: %j', async (metadata) => {
    await expect(pipe.transform('as it is', metadata)).resolves.toBe('as it is');
  });
});
