import { decodePassedResponse, encodeResponseCall, storedResponsePath } from '../dialects/responses/passed-response';
import { PassedResponseStream } from '../dialects/responses/passed-response.stream';
import type { ProviderDescription } from '../spi/provider';
import type { PassedResponse, ResponseCall, ResponseSummary, StoredResponseCall } from '../spi/responses';
import type { GuardedClient, GuardedQuestion, GuardedStream } from './guarded-client';

type Ready = () => Promise<void> | undefined;

/** A request of the Responses API that is ready to go. */
export interface PreparedResponse {
  /** @throws UpstreamError, CircuitOpenError, ClientGoneError */
  answer(signal: AbortSignal): Promise<PassedResponse>;
  /** Resolves when the provider has accepted. */
  stream(abort: AbortController, ready?: Ready): Promise<GuardedStream<ResponseSummary>>;
}

/** The Responses API of a provider that has one: everything passes, byte for byte. */
export class ResponsesConnection {
  constructor(
    private readonly provider: ProviderDescription,
    private readonly guarded: GuardedClient,
  ) {}

  create(call: ResponseCall): PreparedResponse {
    return this.prepared({ ...encodeResponseCall(call), model: call.model });
  }

  /** About a response that the provider keeps. */
  stored(call: StoredResponseCall): PreparedResponse {
    return this.prepared({ method: call.method, path: storedResponsePath(call) });
  }

  private prepared(question: GuardedQuestion): PreparedResponse {
    const { guarded, provider } = this;
    return {
      answer: (signal) => guarded.answer(question, signal, (bytes) => decodePassedResponse(bytes, provider)),
      stream: (abort, ready) => guarded.stream(question, () => new PassedResponseStream(provider), abort, ready),
    };
  }
}
