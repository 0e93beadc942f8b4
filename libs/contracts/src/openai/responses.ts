/** OpenAI's Responses API on the wire, as far as the gateway reads it. Open, as all wire types are. */
export interface ResponsesRequest {
  model: string;
  input?: unknown;
  stream?: boolean | null;
  /** Not kept by the provider when false. */
  store?: boolean | null;
  background?: boolean | null;
  previous_response_id?: string | null;
  [field: string]: unknown;
}

export interface ResponseObject {
  id?: string;
  /** `queued`, `in_progress`, `completed`, `incomplete`, `failed`, `cancelled`. */
  status?: string;
  model?: string;
  usage?: ResponseUsage | null;
  output?: ResponseItem[];
  error?: { code?: string | null; message?: string; [field: string]: unknown } | null;
  incomplete_details?: { reason?: string } | null;
  [field: string]: unknown;
}

/** One item of a response's input or output: `message`, `reasoning`, `function_call`, `function_call_output`, ... */
export interface ResponseItem {
  type?: string;
  id?: string;
  [field: string]: unknown;
}

export interface ResponseUsage {
  input_tokens: number;
  output_tokens: number;
  total_tokens?: number;
  input_tokens_details?: { cached_tokens?: number; cache_write_tokens?: number; [field: string]: unknown };
  output_tokens_details?: { reasoning_tokens?: number; [field: string]: unknown };
  [field: string]: unknown;
}
