/** OpenAI's image generation on the wire. Open, as all wire types are. */
export interface ImageRequest {
  model: string;
  prompt: string;
  n?: number | null;
  size?: string | null;
  quality?: string | null;
  style?: string | null;
  response_format?: string | null;
  output_format?: string | null;
  stream?: boolean | null;
  partial_images?: number | null;
  [field: string]: unknown;
}

export interface ImageDatum {
  /** An address, or a data URI. */
  url?: string;
  b64_json?: string;
  revised_prompt?: string;
  [field: string]: unknown;
}

export interface ImagesUsage {
  input_tokens: number;
  output_tokens: number;
  total_tokens: number;
  input_tokens_details?: { text_tokens?: number; image_tokens?: number; [field: string]: unknown };
  output_tokens_details?: { text_tokens?: number; image_tokens?: number; [field: string]: unknown };
  [field: string]: unknown;
}

export interface ImagesResponse {
  created: number;
  data: ImageDatum[];
  usage?: ImagesUsage;
  [field: string]: unknown;
}
