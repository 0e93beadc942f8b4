import type { ChatCompletionRequest, ChatUsage, ModelFacts } from '@app/contracts';
import type { StateCarrier } from './kept-state';

export type Capability = 'chat' | 'images' | 'responses' | 'lists_models';
export type DialectName = 'openai' | 'gemini' | 'responses';

/**
 * A change to the request that a vendor needs, as a pure function. It returns the very same object when there is
 * nothing to do; fields it changes are reported to the caller.
 */
export type RequestPatch = (request: ChatCompletionRequest, facts: ModelFacts | undefined) => ChatCompletionRequest;

/** What a vendor says about usage on one answer or chunk, before it is brought to OpenAI's habit. */
export interface UsageCarrier {
  readonly usage?: unknown;
  readonly choices?: unknown;
}

/** The ways in which a vendor differs from its dialect. */
export interface ProviderQuirks {
  readonly request?: readonly RequestPatch[];
  /** Another dialect for requests that the provider's own one cannot serve. */
  readonly dialectFor?: (request: ChatCompletionRequest, facts: ModelFacts | undefined) => DialectName | undefined;
  /** The provider does not fetch remote images: they are fetched here, under guard, and sent inline. */
  readonly inlinesImages?: boolean;
  /** For vendors that want their reasoning back with a tool call. */
  readonly state?: StateCarrier;
  /** Ids of tool calls come again in other conversations, so kept state also goes by how a conversation began. */
  readonly repeatsToolCallIds?: boolean;
  /** Answers may lack what OpenAI's contract promises (ids of tool calls, endings): they are completed. */
  readonly leavesGaps?: boolean;
  /** Finds the usage where this vendor puts it. Default: the `usage` field. */
  readonly findUsage?: (carrier: UsageCarrier) => ChatUsage | undefined;
  /** Brings reported usage to OpenAI's habit (cached inside prompt, reasoning inside completion). */
  readonly normaliseUsage?: (usage: ChatUsage) => ChatUsage;
  /** True when an error that is no 401 or 403 still means that our key was refused. */
  readonly isKeyRefusal?: (httpStatus: number, message: string) => boolean;
  /** Completes an address as operators like to write it. */
  readonly baseUrl?: (given: string) => string;
}

/** Something that a caller of OpenAI's API would not expect of this provider. */
export interface Difference {
  /** The field or fields of the request or answer, as they stand in `x-gophergate-adjusted`. */
  readonly field: string;
  readonly what: string;
}

/** A provider as data. One folder and one line in `adapters/index.ts` make a provider; everything else derives from this. */
export interface ProviderDescription {
  /** Lower case; gives the names of its variables (`<ID>_API_KEY`) and the prefix in `provider/model`. */
  readonly id: string;
  readonly label: string;
  /** Other prefixes that mean this provider. */
  readonly aliases: readonly string[];
  readonly dialect: DialectName;
  /** With the version path, without a trailing slash. */
  readonly baseUrl: string;
  readonly capabilities: ReadonlySet<Capability>;
  /** False: the provider works without a key and has to be switched on instead. */
  readonly needsKey: boolean;
  readonly models: readonly ModelFacts[];
  /** For docs/providers.md. */
  readonly differences: readonly Difference[];
  /** Least time to wait for the first byte, for servers that load a model first. */
  readonly minFirstByteMs: number;
  /** Least time to let a whole answer take. */
  readonly minTotalMs: number;
  readonly quirks: ProviderQuirks;
}

type Optional = 'aliases' | 'differences' | 'needsKey' | 'minFirstByteMs' | 'minTotalMs' | 'quirks';

/** Fills in what most providers have in common. */
export function defineProvider(
  description: Omit<ProviderDescription, Optional> & Partial<Pick<ProviderDescription, Optional>>,
): ProviderDescription {
  return { aliases: [], differences: [], needsKey: true, minFirstByteMs: 0, minTotalMs: 0, quirks: {}, ...description };
}
