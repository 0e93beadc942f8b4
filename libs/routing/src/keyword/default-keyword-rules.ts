export const DEFAULT_KEYWORDS: readonly string[] = ['debug', 'step by step', 'implement'];
