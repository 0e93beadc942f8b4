/** The parts of Google's generateContent contract that we read or write. Open: more may stand beside them. */
export interface GeminiRequest {
  contents: GeminiContent[];
  systemInstruction?: { parts: GeminiPart[] };
  tools?: { functionDeclarations: FunctionDeclaration[] }[];
  toolConfig?: { functionCallingConfig: FunctionCallingConfig };
  safetySettings?: unknown[];
  generationConfig?: Record<string, unknown>;
  cachedContent?: string;
  serviceTier?: string;
}

export interface GeminiContent {
  role: 'user' | 'model';
  parts: GeminiPart[];
}

export interface GeminiPart {
  text?: string;
  /** The text is a thought, not part of the answer. */
  thought?: boolean;
  /** An encrypted thought that has to come back with this very part. */
  thoughtSignature?: string;
  inlineData?: { mimeType?: string; data?: string };
  functionCall?: FunctionCall;
  functionResponse?: { id?: string; name: string; response: Record<string, unknown> };
}

export interface FunctionCall {
  id?: string;
  name?: string;
  args?: Record<string, unknown>;
  /** Pieces of the arguments, where Google streams them. */
  partialArgs?: unknown;
  /** More of this call comes in the next part. */
  willContinue?: boolean;
}

export interface FunctionDeclaration {
  name: string;
  description?: string;
  parameters?: Record<string, unknown>;
}

export interface FunctionCallingConfig {
  mode: 'AUTO' | 'ANY' | 'NONE' | 'VALIDATED';
  allowedFunctionNames?: string[];
}

export interface GeminiResponse {
  candidates?: GeminiCandidate[];
  promptFeedback?: { blockReason?: string | number; safetyRatings?: unknown };
  usageMetadata?: GeminiUsage;
  modelVersion?: string;
  responseId?: string;
  error?: { code?: number; message?: string; status?: string };
}

export interface GeminiCandidate {
  index?: number;
  content?: { parts?: GeminiPart[]; role?: string };
  /** A number where the caller's client asked for enums as numbers. */
  finishReason?: string | number;
  finishMessage?: string;
  safetyRatings?: unknown;
  logprobsResult?: unknown;
  groundingMetadata?: unknown;
  citationMetadata?: unknown;
  urlContextMetadata?: unknown;
}

export interface ModalityCount {
  modality?: string | number;
  tokenCount?: number;
}

export interface GeminiUsage {
  promptTokenCount?: number;
  candidatesTokenCount?: number;
  thoughtsTokenCount?: number;
  toolUsePromptTokenCount?: number;
  cachedContentTokenCount?: number;
  totalTokenCount?: number;
  promptTokensDetails?: ModalityCount[];
  toolUsePromptTokensDetails?: ModalityCount[];
  cacheTokensDetails?: ModalityCount[];
  candidatesTokensDetails?: ModalityCount[];
  serviceTier?: string;
}
