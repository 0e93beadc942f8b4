import { LiveFeed } from '@app/telemetry';
import type { OpenRequest } from '../../../libs/gateway/src/exchange/open-request';
import { RequestsInFlight } from '../../../libs/gateway/src/exchange/requests-in-flight.service';
import { exchangeOf } from '../../../libs/gateway/src/testing/exchange';
import { requestRecord } from '../../../libs/telemetry/src/testing/request-record';

const REQUESTS = 1_000_000;
const ROUNDS = 5;
const NANOSECONDS_PER_MS = 1_000_000;

/** `npm run bench:live`: what one streamed request costs the live feed, while nobody watches and with a watcher that does nothing. */
function main(): void {
  const feed = new LiveFeed();
  const inFlight = new RequestsInFlight(feed);
  console.log(JSON.stringify({ unwatchedNanoseconds: best(inFlight) }));
  feed.watch(() => undefined);
  console.log(JSON.stringify({ watchedNanoseconds: best(inFlight) }));
}

/** Of several rounds, as others work on the machine too. */
function best(inFlight: RequestsInFlight): number {
  return Math.min(...Array.from({ length: ROUNDS }, () => nanosecondsEach(inFlight)));
}

function nanosecondsEach(inFlight: RequestsInFlight): number {
  const request: OpenRequest = {
    exchange: exchangeOf(),
    asked: { model: 'asked', isStream: true, estimatePromptTokens: () => 0 },
    progress: { route: undefined, attempts: 1, timeToFirstTokenMs: 30 },
    hasEnded: false,
    cancelByOperator: () => undefined,
    cancel: () => undefined,
  };
  const record = requestRecord({ requestId: request.exchange.requestId });
  const startedMs = performance.now();
  for (let i = 0; i < REQUESTS; i += 1) {
    inFlight.began(request);
    inFlight.firstToken(request);
    inFlight.ended(record);
  }
  return Math.round(((performance.now() - startedMs) * NANOSECONDS_PER_MS) / REQUESTS);
}

main();
