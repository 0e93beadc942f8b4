import { ValidationPipe, type ValidationError } from '@nestjs/common';
import { InvalidRequestError } from '@app/common';

/** Checks bodies and queries that have a DTO class; only the admin API has them. What no DTO names is refused. */
export class AdminValidationPipe extends ValidationPipe {
  constructor() {
    super({
      ...{ whitelist: true, forbidNonWhitelisted: true, forbidUnknownValues: true, transform: true },
      ...{ stopAtFirstError: true, exceptionFactory: (errors) => refusalOf(errors) },
    });
  }
}

function refusalOf(errors: readonly ValidationError[]): InvalidRequestError {
  const { path, message, isMissing } = firstProblem(errors, []);
  return new InvalidRequestError(
    `${message}.`,
    path.join('.'),
    isMissing ? 'missing_required_parameter' : 'invalid_value',
  );
}

function firstProblem(
  [error]: readonly ValidationError[],
  above: readonly string[],
): { path: readonly string[]; message: string; isMissing: boolean } {
  if (!error) return { path: above, message: 'The body is not what is asked for', isMissing: false };
  const path = [...above, error.property];
  const [[rule, message] = []] = Object.entries(error.constraints ?? {});
  if (message === undefined) return firstProblem(error.children ?? [], path);
  const isUnknown = rule === 'whitelistValidation';
  return {
    path,
    message: isUnknown ? `"${path.join('.')}" is not known here` : message,
    isMissing: error.value === undefined && !isUnknown,
  };
}
