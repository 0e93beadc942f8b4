import { GatewayError, InvalidRequestError } from '@app/common';

const MAX_SHOWN = 20;

/** A document that cannot be taken as it is; each problem names its place and says what to do. */
export class InvalidDocumentError extends InvalidRequestError {
  constructor(
    readonly problems: readonly string[],
    param: string | null = 'document',
  ) {
    const more = problems.length > MAX_SHOWN ? [`and ${problems.length - MAX_SHOWN} more.`] : [];
    super(
      ['The configuration is not valid:', ...problems.slice(0, MAX_SHOWN), ...more].join('\n  '),
      param,
      'invalid_document',
    );
  }
}

/** Somebody changed something between the plan that was looked at and its import. */
export class PlanChangedError extends GatewayError {
  readonly code = 'plan_changed';
  readonly httpStatus = 409;

  constructor() {
    super('Something has changed since this plan was made; plan again, look at it and import with its digest.');
  }
}
