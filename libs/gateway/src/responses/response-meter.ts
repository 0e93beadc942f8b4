import { catchError, concatWith, defer, filter, finalize, ignoreElements, map, tap, type Observable } from 'rxjs';
import { ClientGoneError } from '@app/common';
import { tokenUsageOf, type GuardedStream, type PassedResponse, type ResponseSummary } from '@app/providers';
import type { Ending, RequestEntry } from '../exchange/request-entry';
import { heldUntilRecorded } from '../exchange/held-until-recorded';
import { failedEvent } from './failed-event';

/** What becomes of a response while it passes. */
export interface ResponseWatcher {
  /**
   * Who pays: this request (`here`), whichever request first sees the end of a response that runs on without us
   * (`once`), or nobody because it is paid for or free (`never`).
   */
  readonly payment: 'here' | 'once' | 'never';
  /** Called when the response's id is known; settles when it is noted. Never rejects. */
  readonly began: (summary: ResponseSummary) => Promise<void>;
  /** With payment `once`: true for the one request that has to bill. */
  readonly claim: (responseId: string) => Promise<boolean>;
}

/** Ends the entry of a complete answer. */
export async function recordPassed(
  answer: PassedResponse,
  entry: RequestEntry,
  watcher: ResponseWatcher,
): Promise<Ending> {
  entry.answered();
  note(answer, entry);
  if (!answer.usage) entry.meter.observe({ text: answer.text() });
  await watcher.began(answer);
  return conclude(answer, entry, watcher);
}

/** Every ending of a stream passes here: completed, failed, broken off by the provider, left by the client. */
export function meteredResponse(
  stream: GuardedStream<ResponseSummary>,
  entry: RequestEntry,
  watcher: ResponseWatcher,
): Observable<string> {
  let noted: Promise<void> | undefined;
  let hasPassed = false;
  const settle = (): void => {
    entry.settle(() => {
      note(stream.summary(), entry);
    });
  };
  const record = async (): Promise<void> => {
    if (entry.hasEnded) return entry.isRecorded;
    settle();
    await noted;
    await conclude(stream.summary(), entry, watcher);
  };
  return stream.items.pipe(
    map((item) => {
      if (item.text !== '') entry.firstToken();
      entry.meter.observe(item);
      if (stream.summary().response.id !== undefined) noted ??= watcher.began(stream.summary());
      return item.wire;
    }),
    heldUntilRecorded(() => stream.summary().isFinished, record),
    filter((wire) => wire !== ''),
    tap(() => {
      hasPassed = true;
    }),
    concatWith(defer(record).pipe(ignoreElements())),
    catchError(async (error: unknown) => {
      settle();
      entry.fail(error);
      await entry.isRecorded;
      const told = entry.told(error);
      if (!hasPassed || told instanceof ClientGoneError) throw told;
      return failedEvent(stream.summary(), told);
    }),
    finalize(() => {
      settle();
      leave(stream, entry, watcher);
    }),
  );
}

/** Does nothing to a request that has ended. What a client has read of a response that runs on, it pays for, and that is all. */
function leave(stream: GuardedStream<ResponseSummary>, entry: RequestEntry, watcher: ResponseWatcher): void {
  if (watcher.payment === 'once' && !entry.hasEnded) void watcher.claim(stream.summary().response.id ?? '');
  entry.cancel();
}

async function conclude(summary: ResponseSummary, entry: RequestEntry, watcher: ResponseWatcher): Promise<Ending> {
  if (!(await isBilledHere(summary, watcher))) entry.free();
  const ending = summary.failure ? entry.fail(summary.failure) : entry.complete();
  await entry.isRecorded;
  return ending;
}

async function isBilledHere(
  { response, usage, isFinished }: ResponseSummary,
  { payment, claim }: ResponseWatcher,
): Promise<boolean> {
  if (payment === 'never' || (usage === undefined && !isFinished)) return false;
  return payment === 'here' || claim(response.id ?? '');
}

function note({ response, usage, serviceTier }: ResponseSummary, entry: RequestEntry): void {
  entry.servedModel = typeof response.model === 'string' ? response.model : undefined;
  entry.meter.report(usage && tokenUsageOf(usage, serviceTier), serviceTier);
}
