/**
 * What the roll-ups of usage are kept by; each is a set of sums of its own, never a cross product.
 *
 * | dimension      | entity        | detail           |
 * |----------------|---------------|------------------|
 * | `all`          | empty         | empty            |
 * | `provider`     | provider id   | empty            |
 * | `model`        | provider id   | model            |
 * | `client`       | client id     | empty            |
 * | `group`        | group         | empty            |
 * | `target`       | group         | `provider/model` |
 * | `client_model` | client id     | `provider/model` |
 * | `error`        | error code    | `provider/model` |
 *
 * `client_model` is kept by the day only, `error` holds what did not complete. A part that a request does not have
 * (it reached no provider, asked for no group) is empty; a request without a group is in no `group` and no `target` row.
 */
export type UsageDimension = 'all' | 'provider' | 'model' | 'client' | 'group' | 'target' | 'client_model' | 'error';

/** Buckets of time, all in UTC: quarters and hours are kept 400 days, days for ever. */
export type UsageGrain = 'quarter' | 'hour' | 'day';
