import { isRecord } from '@app/common';
import type { RecordedCase } from '../cases/recorded-case';
import { differing } from '../compare/differing';
import type { AskedUpstream } from './replay.server';

/** The gateway asked the provider for what was recorded: the same call of it, for the same model. */
export function askedAsRecorded(recorded: RecordedCase, model: string, asked: readonly AskedUpstream[]): string[] {
  const [first] = asked;
  if (!first) return ['the provider was not asked'];
  const call = differing('asked of the provider', callOf(recorded.endpoint), callOf(first.path));
  if (recorded.api === 'models') return call;
  const sentModel = recorded.endpoint.includes(':') ? modelInPath(first.path) : modelInBody(first.body);
  return [...call, ...differing('model asked of the provider', model, sentModel)];
}

/** The last word of a path: proxies and versions differ in what stands before it. */
function callOf(path: string): string {
  return path.replace(/\?.*$/, '').replace(/^.*[/:]/, '');
}

function modelInPath(path: string): string {
  return decodeURIComponent(path.replace(/:[^/]*$/, '').replace(/^.*\/models\//, ''));
}

function modelInBody(body: string): unknown {
  const request: unknown = JSON.parse(body);
  return isRecord(request) ? request['model'] : undefined;
}
