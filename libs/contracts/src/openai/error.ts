/** The error envelope of every answer that is not a success: all four keys, always. */
export interface OpenAiErrorBody {
  error: {
    message: string;
    type: string;
    param: string | null;
    code: string | null;
  };
}
