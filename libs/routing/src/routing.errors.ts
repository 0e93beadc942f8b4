import { GatewayError } from '@app/common';
import type { DroppedTarget } from '@app/contracts';

/** No model, group or `provider/model` of this name. */
export class ModelNotFoundError extends GatewayError {
  readonly code = 'model_not_found';
  readonly httpStatus = 404;
  override readonly param = 'model';

  constructor(name: string, hint = 'GET /v1/models lists what there is.') {
    super(`The model "${name.slice(0, 200)}" does not exist or you do not have access to it; ${hint}`);
  }
}

/** The name is known, but nothing behind it can be asked at present. */
export class NoTargetAvailableError extends GatewayError {
  readonly code = 'no_target_available';
  readonly httpStatus = 503;
  override readonly param = 'model';
  override readonly shouldRetry: boolean | undefined;

  /** `enabledBy`: the variables of which any one would give the name a target. `isPassing`: it may have one again soon. */
  constructor(
    name: string,
    readonly enabledBy: readonly string[],
    reasons: readonly string[],
    readonly isPassing = false,
    readonly dropped: readonly DroppedTarget[] = [],
  ) {
    const remedy = enabledBy.length > 0 ? ` Set ${enabledBy.join(' or ')} and restart.` : '';
    super(`No target of "${name}" is available: ${reasons.join('; ')}.${remedy}`);
    this.shouldRetry = isPassing ? undefined : false;
  }
}

/** The model could be asked, but nobody knows what it costs, and the installation blocks such models. */
export class ModelUnpricedError extends GatewayError {
  readonly code = 'model_unpriced';
  readonly httpStatus = 400;
  override readonly param = 'model';

  constructor(name: string) {
    super(
      `"${name.slice(0, 200)}" has no price, and this gateway blocks models without one. Ask for a priced model, or have ` +
        'an administrator give it a price or set LLM_PROXY__PRICING__UNPRICED to allow or assume_dearest.',
    );
  }
}

/** A group leads back to itself, or further down than anyone means. Saving refuses it; this is the guard at run time. */
export class GroupLoopError extends GatewayError {
  readonly code = 'invalid_group';
  readonly httpStatus = 503;
  override readonly param = 'model';
  override readonly shouldRetry = false;

  constructor(path: readonly string[], what: string) {
    super(`The group "${path[0] ?? ''}" ${what}: ${path.join(' > ')}. An administrator has to mend it.`);
  }
}

/** The model exists, but not for this endpoint. */
export class NotSupportedError extends GatewayError {
  readonly code = 'not_supported';
  readonly httpStatus = 400;
  override readonly param = 'model';

  constructor(
    name: string,
    reason: string,
    readonly dropped: readonly DroppedTarget[] = [],
  ) {
    super(`"${name.slice(0, 200)}" is not supported at this endpoint: ${reason}.`);
  }
}

/** A group that must not be saved or removed so. Nothing was changed. */
export class InvalidGroupError extends GatewayError {
  readonly code = 'invalid_group';
  readonly httpStatus = 422;

  constructor(
    name: string,
    readonly problems: readonly string[],
  ) {
    super(`The group "${name.slice(0, 200)}" cannot be saved so: ${problems.join('; ')}.`);
  }
}

export class GroupNotFoundError extends GatewayError {
  readonly code = 'group_not_found';
  readonly httpStatus = 404;

  constructor(name: string) {
    super(`There is no group "${name.slice(0, 200)}".`);
  }
}

/** A stored decision does not tell enough of its prompt to be made again by other rules. */
export class UndecidedError extends Error {
  override readonly name = 'UndecidedError';

  constructor() {
    super('What was stored of the prompt does not decide.');
  }
}
