export interface ChartColours {
  readonly text: string;
  readonly grid: string;
  /** Between parts of a bar, so that they are told apart without their colours. */
  readonly edge: string;
  readonly series: readonly string[];
}

/** Told apart by people who see few colours: they differ in lightness too. */
const SERIES = [
  '#0b7285',
  '#f08c00',
  '#5f3dc4',
  '#74b816',
  '#c2255c',
  '#15aabf',
  '#ffd43b',
  '#495057',
  '#e8590c',
  '#99e9f2',
];

const LIGHT: ChartColours = { text: '#495057', grid: '#e9ecef', edge: '#ffffff', series: SERIES };
const DARK: ChartColours = { text: '#ced4da', grid: '#373a40', edge: '#242424', series: SERIES };

export function chartColours(scheme: 'light' | 'dark'): ChartColours {
  return scheme === 'dark' ? DARK : LIGHT;
}
