/** Who rates prompts where a group names nobody: cheap models, in order of how well they follow one short instruction. */
export const SEEDED_SELECTORS: readonly string[] = [
  'gpt-5.4-nano',
  'deepseek-v4-flash',
  'gemini-3.5-flash-lite',
  'grok-4.3',
  'ollama/*',
];
