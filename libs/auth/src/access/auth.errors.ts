import { GatewayError } from '@app/common';

/** No key, a malformed one, an unknown, disabled or expired one: always the same words, so that nothing can be probed. */
export class InvalidApiKeyError extends GatewayError {
  readonly code = 'invalid_api_key';
  readonly httpStatus = 401;

  constructor() {
    super(
      'Missing or incorrect API key. Send a key of this gateway as "Authorization: Bearer sk-gg-…"; an administrator can create one.',
    );
  }
}

/** The key is right, and the client may not use it from there. */
export class AddressNotAllowedError extends GatewayError {
  readonly code = 'address_not_allowed';
  readonly httpStatus = 403;

  constructor() {
    super('This key may not be used from this address; an administrator can allow it.');
  }
}

/** A route without an access rule: a mistake of ours, answered safely. */
export class RouteClosedError extends GatewayError {
  readonly code = 'permission_denied';
  readonly httpStatus = 403;

  constructor() {
    super('This address is not open to anyone.');
  }
}

/** A change that a page of another site asks for. */
export class CrossSiteRequestError extends GatewayError {
  readonly code = 'cross_site_request';
  readonly httpStatus = 403;

  constructor(origin?: string) {
    const from = origin === undefined ? 'another site' : `"${origin.slice(0, 200)}"`;
    super(
      `Changes are taken from this gateway's own pages only, and this one comes from ${from}. Behind a reverse proxy, name it in LLM_PROXY__SERVER__TRUSTED_PROXIES.`,
    );
  }
}

export class UnknownClientError extends GatewayError {
  readonly code = 'client_not_found';
  readonly httpStatus = 404;

  constructor(name: string) {
    super(`There is no client "${name}"; "clients list" shows all.`);
  }
}
