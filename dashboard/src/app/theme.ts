import { createTheme, type CSSVariablesResolver } from '@mantine/core';

/** The darkest shade in both schemes: lighter ones put white text on too light a ground. */
export const theme = createTheme({
  primaryColor: 'cyan',
  primaryShade: 9,
  autoContrast: true,
  defaultRadius: 'md',
  cursorType: 'pointer',
  respectReducedMotion: true,
  components: {
    // In a narrow cell it would otherwise be two letters and three dots.
    Badge: { styles: { root: { minWidth: 'max-content' } } },
    Table: { defaultProps: { verticalSpacing: 6, horizontalSpacing: 'sm' } },
    Tooltip: { defaultProps: { withArrow: true, events: { hover: true, focus: true, touch: true } } },
    Modal: { defaultProps: { closeButtonProps: { 'aria-label': 'Close' } } },
    Drawer: { defaultProps: { closeButtonProps: { 'aria-label': 'Close' } } },
  },
});

/** Letters on a tinted ground of their own colour, as badges have them: Mantine's are too pale for small ones. */
const ON_TINT = {
  teal: '#05634a',
  orange: '#a03307',
  yellow: '#7a4b00',
  red: '#a81e1e',
  cyan: '#0b5d6e',
  blue: '#1457a5',
};

/** Mantine's grey for secondary text is too pale for small letters, too. */
export const cssVariables: CSSVariablesResolver = () => ({
  variables: {},
  light: {
    '--mantine-color-dimmed': '#5a6168',
    '--mantine-color-error': '#c92a2a',
    ...Object.fromEntries(
      Object.entries(ON_TINT).flatMap(([name, text]) => [
        [`--mantine-color-${name}-light-color`, text],
        [`--mantine-color-${name}-outline`, text],
      ]),
    ),
  },
  dark: { '--mantine-color-dimmed': '#adb5bd', '--mantine-color-error': '#ff8787' },
});
